import { ChunkError, loadChunk } from '../loading/load-chunk.ts';

/** The part of `fetch` that the loader needs; tests hand in a pretended one. */
export type Fetch = (
  url: string,
  init: { signal: AbortSignal; cache: 'default' | 'no-cache' },
) => Promise<Response>;

export interface FetchOptions {
  fetch: Fetch;
  signal: AbortSignal;
  /** Waits before the next try; milliseconds. */
  wait: (ms: number) => Promise<void>;
}

/** A file did not arrive; the message ends a sentence that begins with what the file holds. */
export class FetchError extends Error {
  override name = 'FetchError';
}

/** Pauses before the second and the third try, in milliseconds. */
const PAUSES = [500, 2000];
/** After this long a try counts as failed: a megabyte at 140 kbit/s. */
const TIMEOUT_MS = 60_000;

/**
 * Fetches and unpacks one pack, with three tries.
 *
 * @param bytes its length unpacked, which is checked
 * @throws FetchError after the last try, or the signal's reason once aborted
 */
export function fetchPack(
  url: string,
  bytes: number,
  options: FetchOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  return withRetries(options, async (signal) => {
    const response = await answer(url, 'default', signal, options.fetch);
    const unpacked = await unpack(new Uint8Array(await response.arrayBuffer()));
    if (unpacked.length !== bytes) throw new FetchError('the file is cut short or damaged');
    return unpacked;
  });
}

/**
 * Fetches a JSON file past the browser's cache, with three tries.
 *
 * @throws as fetchPack
 */
export function fetchJson(url: string, options: FetchOptions): Promise<unknown> {
  return withRetries(options, async (signal) => {
    const response = await answer(url, 'no-cache', signal, options.fetch);
    const text = await response.text();
    try {
      return JSON.parse(text) as unknown;
    } catch (cause) {
      throw new FetchError('the server sent something else', { cause });
    }
  });
}

async function withRetries<T>(
  { signal, wait }: FetchOptions,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  for (const pause of [...PAUSES, null]) {
    const limit = limited(signal);
    try {
      return await attempt(limit.signal);
    } catch (error) {
      signal.throwIfAborted();
      if (pause === null) throw asFetchError(limit.signal.aborted ? limit.signal.reason : error);
    } finally {
      limit.end();
    }
    await wait(pause);
    signal.throwIfAborted();
  }
  throw new FetchError('it was never tried');
}

/** A signal that follows `signal`, and time: by hand, as not every browser has `AbortSignal.any`. */
function limited(signal: AbortSignal) {
  const both = new AbortController();
  const follow = () => both.abort(signal.reason);
  const timer = setTimeout(
    () => both.abort(new FetchError('the server took too long')),
    TIMEOUT_MS,
  );
  if (signal.aborted) follow();
  signal.addEventListener('abort', follow);
  return {
    signal: both.signal,
    end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', follow);
    },
  };
}

async function answer(
  url: string,
  cache: 'default' | 'no-cache',
  signal: AbortSignal,
  fetch: Fetch,
): Promise<Response> {
  const response = await fetch(url, { signal, cache });
  if (!response.ok) throw new FetchError(`the server answered ${response.status}`);
  return response;
}

/** Some hosts announce a pack as gzip-encoded, and the browser then hands it over unpacked. */
async function unpack(file: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const isGzip = file[0] === 0x1f && file[1] === 0x8b;
  if (!isGzip) return file;
  try {
    if (typeof DecompressionStream === 'undefined') {
      const { gunzipSync } = await loadChunk(() => import('fflate'));
      return gunzipSync(file) as Uint8Array<ArrayBuffer>;
    }
    const stream = new Blob([file]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (cause) {
    if (cause instanceof ChunkError) throw new FetchError(cause.message, { cause });
    throw new FetchError('the file is cut short or damaged', { cause });
  }
}

function asFetchError(error: unknown): FetchError {
  if (error instanceof FetchError) return error;
  return new FetchError('the connection failed', { cause: error });
}
