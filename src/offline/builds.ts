/** The files of one build of the page. */
export interface Build {
  /** Changes with any of the files. */
  id: string;
  /** Relative to the page's folder; the folder itself, `./`, is the page. */
  files: readonly string[];
}

/** Names of the caches that hold a build each. */
const BUILD = 'build ';
/** Builds kept beside the current one: a tab that was opened three deploys ago has all its parts. */
const EARLIER_BUILDS = 3;

/** Files with a hash in their names: what has one's name is its content. */
const HASHED = /^assets\//;

/** Fetches a file, or rejects; tests hand in a pretended one. */
export type FetchFile = (url: string, cache: RequestCache) => Promise<Response>;

/**
 * Puts all files of a build into a cache of its own; what another build has already is copied.
 *
 * @param folder the page's address, up to the last slash
 * @throws Error if a file does not come: the build is then not kept, and tried again later
 */
export async function keepBuild(
  { id, files }: Build,
  folder: string,
  caches: CacheStorage,
  fetchFile: FetchFile,
): Promise<void> {
  const cache = await caches.open(BUILD + id);
  await Promise.all(
    files.map(async (file) => {
      const url = new URL(file, folder).href;
      const isHashed = HASHED.test(file);
      const known = isHashed ? await caches.match(url) : undefined;
      // The browser's own cache has what the page has just loaded.
      const response = known ?? (await fetchFile(url, isHashed ? 'default' : 'no-cache'));
      if (!response.ok) throw new Error(`${file}: ${response.status}`);
      await cache.put(url, asIfNotRedirected(response));
    }),
  );
}

/** Deletes all builds but the current one and the newest before it. */
export async function dropOldBuilds({ id }: Build, caches: CacheStorage): Promise<void> {
  // In the order of their making.
  const others = (await caches.keys()).filter(
    (name) => name.startsWith(BUILD) && name !== BUILD + id,
  );
  const old = others.slice(0, Math.max(0, others.length - EARLIER_BUILDS));
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** A file of the current build, or, by its hashed name, of another; undefined where none has it. */
export async function keptFile(
  { id }: Build,
  url: string,
  caches: CacheStorage,
): Promise<Response | undefined> {
  const cache = await caches.open(BUILD + id);
  return (await cache.match(url)) ?? caches.match(url);
}

/** A browser refuses to navigate by an answer that came by way of another address. */
function asIfNotRedirected(response: Response): Response {
  if (!response.redirected) return response;
  const { body, headers, status } = response;
  return new Response(body, { headers, status });
}
