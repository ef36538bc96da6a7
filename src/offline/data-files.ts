import type { FetchFile } from './builds.ts';

/** The cache with the data set's files. */
const DATA = 'data';
/** The list of the files beside it. */
const MANIFEST = /\.json$/;

/**
 * Answers for a file of the data set. Packs have hashed names, so one that is kept is right; the
 * manifest is fetched anew where the network is there.
 */
export async function dataFile(
  request: Request,
  caches: CacheStorage,
  fetch: (request: Request) => Promise<Response>,
): Promise<Response> {
  const cache = await caches.open(DATA);
  const kept = await cache.match(request.url);
  const isManifest = MANIFEST.test(new URL(request.url).pathname);
  if (kept && !isManifest) return kept;
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request.url, response.clone());
    return response.ok ? response : (kept ?? response);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/**
 * Keeps the files that came before the service worker was there, out of the browser's own cache: none
 * is fetched a second time.
 *
 * @param manifest address of the list; the files lie beside it
 */
export async function keepFetchedData(
  manifest: string,
  caches: CacheStorage,
  fetchFile: FetchFile,
): Promise<void> {
  const cache = await caches.open(DATA);
  const keep = async (url: string) => {
    if (await cache.match(url)) return;
    const response = await fetchFile(url, 'only-if-cached').catch(() => null);
    if (response?.ok) await cache.put(url, response);
  };
  await keep(manifest);
  const list: unknown = await (await cache.match(manifest))?.json();
  const files = filesIn(list).map((file) => new URL(file, manifest).href);
  if (files.length === 0) return;
  for (const file of files) await keep(file);
  for (const { url } of await cache.keys()) {
    // Of an earlier data set.
    if (url !== manifest && !files.includes(url)) await cache.delete(url);
  }
}

function filesIn(list: unknown): string[] {
  if (typeof list !== 'object' || list === null || !('packs' in list)) return [];
  const packs: unknown[] = Array.isArray(list.packs) ? list.packs : [];
  return packs.flatMap((pack) => {
    const isPack = typeof pack === 'object' && pack !== null && 'file' in pack;
    return isPack && typeof pack.file === 'string' ? [pack.file] : [];
  });
}
