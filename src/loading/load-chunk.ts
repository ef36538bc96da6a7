/** Why a chunk is not here. */
export type ChunkFailure =
  /** The network or the server failed; a later try may succeed. */
  | 'unreachable'
  /** The server answers, but has the file no more: a newer version of the page has taken its place. */
  | 'gone'
  /** Every file arrived, and the browser still refused to run it. */
  | 'refused';

const reasons: Readonly<Record<ChunkFailure, string>> = {
  unreachable: 'the connection failed',
  gone: 'the server has a newer version of the page',
  refused: 'the browser refused to run it',
};

/** A part of the program did not load; the message ends a sentence that begins with what is missing. */
export class ChunkError extends Error {
  override name = 'ChunkError';
  readonly failure: ChunkFailure;

  constructor(failure: ChunkFailure, options?: ErrorOptions) {
    super(reasons[failure], options);
    this.failure = failure;
  }
}

/** Loads every chunk of the page, once each. */
const loaders: (() => Promise<unknown>)[] = [];

/**
 * A chunk of the page, loaded at the first call or when the page is idle. What has arrived is kept, and
 * a call after a failure tries again.
 *
 * @param load,files as for `loadChunk`
 */
export function pageChunk<Module>(
  load: () => Promise<Module>,
  files?: readonly string[],
): () => Promise<Module> {
  let loading: Promise<Module> | null = null;
  const get = () => {
    loading ??= loadChunk(load, files).catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  loaders.push(get);
  return get;
}

/**
 * Loads all chunks of the page, one after the other: they are there then when the network or this
 * version of the page is not. What fails is left for the moment when it is wanted.
 *
 * @param idle resolves when the page has time
 */
export async function loadPageChunks(idle: () => Promise<void>): Promise<void> {
  for (const load of loaders) {
    await idle();
    await load().catch(() => null);
  }
}

interface StyleLink {
  href: string;
  /** Null until it has arrived, and for ever if it did not. */
  sheet: unknown;
  remove(): void;
}

/** Workers have none. */
declare const document: undefined | { querySelectorAll(selector: string): Iterable<StyleLink> };

/** Counts tries under another address. */
let tries = 0;

/**
 * Loads a part of the program; a call after a failure tries again.
 *
 * A browser keeps the failed fetch of a module for as long as the page lives, for that address
 * (https://github.com/whatwg/html/issues/10327), be it the chunk's own or that of one it imports. So
 * all files are fetched first, which leaves them in the browser's cache and can be repeated, and only
 * then imported. Should an import fail all the same, the chunk is imported under another address.
 *
 * @param load imports the chunk: `() => import('./SlowMotion.tsx')`
 * @param files names of the chunk's file, of those it imports and of its style sheets, in this order;
 *   a build fills them in (`scripts/chunks/plugin.ts`), a development server leaves them out
 * @throws ChunkError, or what the chunk itself throws while it starts
 */
export async function loadChunk<Module>(
  load: () => Promise<Module>,
  files: readonly string[] = [],
): Promise<Module> {
  const addresses = files.map((file) => new URL(file, import.meta.url).href);
  try {
    await Promise.all(addresses.map(fetchOnce));
    return await load();
  } catch (error) {
    for (const address of addresses) fetched.delete(address);
    if (error instanceof ChunkError) throw error;
    if (removeFailedStyles(addresses)) throw new ChunkError('unreachable', { cause: error });
    return loadAgain(error, addresses[0]);
  }
}

/** Files that have arrived or are under way: chunks share many. What fails is forgotten. */
const fetched = new Map<string, Promise<unknown>>();

function fetchOnce(address: string): Promise<unknown> {
  const fetching = fetched.get(address) ?? fetchFile(address).then(() => null);
  fetched.set(address, fetching);
  return fetching;
}

async function loadAgain<Module>(error: unknown, address: string | undefined): Promise<Module> {
  // What a module throws while it starts is its own fault; an import that fails is a TypeError.
  if (!(error instanceof TypeError)) throw error;
  if (!address) throw new ChunkError('unreachable', { cause: error });
  tries++;
  return import(/* @vite-ignore */ `${address}?again=${tries}`).catch((cause) => {
    throw cause instanceof TypeError ? new ChunkError('refused', { cause }) : cause;
  });
}

/**
 * Fetches a file of the program to its end, which leaves it in the browser's cache.
 *
 * @throws ChunkError
 */
export async function fetchFile(address: string): Promise<ArrayBuffer> {
  const response = await fetch(address).catch((cause) => {
    throw new ChunkError('unreachable', { cause });
  });
  const isPage = response.headers.get('Content-Type')?.startsWith('text/html') ?? false;
  if (response.status === 404 || response.status === 410 || (response.ok && isPage)) {
    throw new ChunkError('gone');
  }
  if (!response.ok) throw new ChunkError('unreachable');
  return response.arrayBuffer().catch((cause) => {
    throw new ChunkError('unreachable', { cause });
  });
}

/** Vite takes a link in the page for a style sheet that has arrived. */
function removeFailedStyles(addresses: readonly string[]): boolean {
  if (typeof document === 'undefined') return false;
  const failed = [...document.querySelectorAll('link[rel="stylesheet"]')].filter(
    ({ href, sheet }) => sheet === null && addresses.includes(href),
  );
  for (const link of failed) link.remove();
  return failed.length > 0;
}
