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
  rel: string;
  href: string;
  crossOrigin: string | null;
  onload: (() => void) | null;
  onerror: (() => void) | null;
  remove(): void;
}

/** Workers have none. */
declare const document: {
  createElement(name: 'link'): StyleLink;
  head: { append(link: StyleLink): void };
};

/** Counts tries under another address. */
let tries = 0;

/**
 * Loads a part of the program; a call after a failure tries again.
 *
 * A browser keeps the failed fetch of a module for as long as the page lives, for that address
 * (https://github.com/whatwg/html/issues/10327). A chunk that failed is imported under another address,
 * but what it imports has one alone. So where several scripts are wanted, they are fetched first, which
 * leaves them in the browser's cache and can be repeated, and only then imported. One by itself is
 * imported at once: half the requests.
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
  const own = addresses[0];
  const scripts = addresses.filter(
    (file) => !isStyle(file) && (file === own || !imported.has(file)),
  );
  try {
    // Linked to before the import: Vite leaves those alone, and loads others once, come they or not.
    const styles = addresses.filter(isStyle).map(linkOnce);
    if (scripts.length > 1) await Promise.all([...scripts.map(fetchOnce), ...styles]);
    const [module] = await Promise.all([load(), ...styles]);
    for (const script of scripts) imported.add(script);
    return module;
  } catch (error) {
    for (const script of scripts) fetched.delete(script);
    // What a module throws while it starts is its own fault; an import that fails is a TypeError.
    if (!(error instanceof TypeError)) throw error;
    // Tells a file that is gone from one that did not come.
    await Promise.all(scripts.map(fetchFile));
    return importAgain(error, own);
  }
}

/** Scripts that have been imported under their own address. */
const imported = new Set<string>();

/** Files that have arrived or are under way: chunks share many. What fails is forgotten. */
const fetched = new Map<string, Promise<unknown>>();

function fetchOnce(address: string): Promise<unknown> {
  const fetching = fetched.get(address) ?? fetchFile(address).then(() => null);
  fetched.set(address, fetching);
  return fetching;
}

/** Style sheets that the page has or that are under way. What fails is forgotten. */
const linked = new Map<string, Promise<unknown>>();

function linkOnce(address: string): Promise<unknown> {
  const linking =
    linked.get(address) ??
    linkStyle(address).catch((error) => {
      linked.delete(address);
      throw error;
    });
  linked.set(address, linking);
  return linking;
}

const isStyle = (address: string) => address.endsWith('.css');

async function linkStyle(address: string): Promise<void> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.crossOrigin = '';
  link.href = address;
  const hasCome = await new Promise<boolean>((resolve) => {
    link.onload = () => resolve(true);
    link.onerror = () => resolve(false);
    document.head.append(link);
  });
  if (hasCome) return;
  link.remove();
  await fetchFile(address);
  throw new ChunkError('unreachable');
}

async function importAgain<Module>(error: unknown, address: string | undefined): Promise<Module> {
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
