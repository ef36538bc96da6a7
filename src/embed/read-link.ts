import { ChunkError } from '../loading/load-chunk.ts';
import { readSpec } from '../spec/schema.ts';
import { type ViewId, views } from '../spec/views.ts';
import { loadDeflate, MAX_LINK, pipe, type Shared, streamOf, VERSION } from './link.ts';

/** What a hash says: the experiment in it, and in a sentence what of it had to be ignored. */
export interface LinkReading {
  shared: Shared | null;
  problem: string | null;
}

/** Bytes of what may be packed in a link. */
const MAX_UNPACKED = 65_536;

const nothing = (problem: string): LinkReading => ({
  shared: null,
  problem: `The link’s experiment was ignored: ${problem}. This is the usual one.`,
});

/** Reads a hash, whoever made it; an empty one asks for nothing. Rejects with a ChunkError alone. */
export async function readLink(hash: string): Promise<LinkReading> {
  const text = hash.replace(/^#/, '');
  if (text === '') return { shared: null, problem: null };
  if (text.length > MAX_LINK) return nothing(`it is longer than ${MAX_LINK} characters`);
  const [version, packed] = text.split('.', 2);
  if (packed === undefined || !/^\d{1,6}$/.test(version ?? ''))
    return nothing('it is none of ours');
  if (version !== VERSION) return nothing('it was made by a newer version of this page');
  const json = await unpack(packed).catch((error) => {
    if (error instanceof ChunkError) throw error;
    return null;
  });
  if (json === null) return nothing('it is damaged or cut off');
  return read(json);
}

function read(json: string): LinkReading {
  const value = parse(json);
  if (typeof value !== 'object' || value === null) return nothing('it is damaged or cut off');
  const { spec: found, view, ...others }: Record<string, unknown> = { ...value };
  const spec = readSpec(found);
  if (typeof spec === 'string') return nothing(spec.replace(/\.$/, ''));
  const isView = typeof view === 'string' && Object.hasOwn(views, view);
  const ignored = [...(isView ? [] : ['its view']), ...Object.keys(others).slice(0, 3)];
  const problem =
    ignored.length > 0 ? `Of the link, ${ignored.join(', ')} was ignored: not known here.` : null;
  return { shared: { spec, view: isView ? (view as ViewId) : 'network' }, problem };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

async function unpack(packed: string): Promise<string> {
  const bytes = fromBase64Url(packed);
  const stream = streamOf('DecompressionStream');
  const unpacked = stream
    ? await pipe(bytes, stream, MAX_UNPACKED)
    : (await loadDeflate()).inflate(bytes, MAX_UNPACKED);
  return new TextDecoder('utf-8', { fatal: true }).decode(unpacked);
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
