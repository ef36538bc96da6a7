import { loadChunk } from '../loading/load-chunk.ts';
import type { Spec } from '../spec/spec.ts';
import type { ViewId } from '../spec/views.ts';

/** What a link carries. */
export interface Shared {
  spec: Spec;
  view: ViewId;
}

/** Stands before the packed experiment; links of an earlier version stay readable for ever. */
export const VERSION = '1';
/** Characters of a hash. */
export const MAX_LINK = 4096;

/** Deflate for browsers that have none, or not without a header. */
export const loadDeflate = () => loadChunk(() => import('./deflate.ts'));

/** A stream that packs or unpacks; null where the browser has none. */
export function streamOf<Name extends 'CompressionStream' | 'DecompressionStream'>(
  name: Name,
): InstanceType<(typeof globalThis)[Name]> | null {
  try {
    return new globalThis[name]('deflate-raw') as InstanceType<(typeof globalThis)[Name]>;
  } catch {
    return null;
  }
}

/** The hash of an experiment, from `#` on; null for one too large for a link. */
export async function writeLink({ spec, view }: Shared): Promise<string | null> {
  const bytes = new TextEncoder().encode(JSON.stringify({ spec, view }));
  const stream = streamOf('CompressionStream');
  const packed = stream
    ? await pipe(bytes, stream, Number.POSITIVE_INFINITY)
    : (await loadDeflate()).deflate(bytes);
  const hash = `#${VERSION}.${toBase64Url(packed)}`;
  return hash.length <= MAX_LINK ? hash : null;
}

/** Sends bytes through a stream; rejects when more than `most` come out, without waiting for them. */
export async function pipe(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new RangeError('too much to unpack');
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** RFC 4648, section 5, without padding. */
function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
