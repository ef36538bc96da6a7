import { expect, it, vi } from 'vitest';
import { dropOldBuilds, keepBuild, keptFile } from './builds.ts';
import { dataFile, keepFetchedData } from './data-files.ts';

const FOLDER = 'https://host/course/';

/** The part of `CacheStorage` that is used, in the order of making, as the standard has it. */
function fakeCaches(): CacheStorage {
  const all = new Map<string, Map<string, Response>>();
  const urlOf = (request: RequestInfo | URL) =>
    request instanceof Request ? request.url : String(request);
  const open = (name: string) => {
    const files = all.get(name) ?? new Map<string, Response>();
    all.set(name, files);
    return {
      match: async (request: RequestInfo | URL) => files.get(urlOf(request))?.clone(),
      put: async (request: RequestInfo | URL, response: Response) => {
        files.set(urlOf(request), response);
      },
      delete: async (request: RequestInfo | URL) => files.delete(urlOf(request)),
      keys: async () => [...files.keys()].map((url) => new Request(url)),
    } as unknown as Cache;
  };
  return {
    open: async (name: string) => open(name),
    keys: async () => [...all.keys()],
    delete: async (name: string) => all.delete(name),
    match: async (request: RequestInfo | URL) =>
      [...all.values()]
        .map((files) => files.get(urlOf(request)))
        .find((file) => file)
        ?.clone(),
  } as unknown as CacheStorage;
}

const build = (id: string) => ({ id, files: ['./', 'assets/shared.js', `assets/${id}.js`] });
const deploy = (id: string) =>
  vi.fn(async (url: string, _cache: RequestCache) => new Response(`${id} ${url}`));
const textOf = async (response: Response | undefined) => response?.text();

it('keeps the newest build and three before it, and no file is fetched for two', async () => {
  const caches = fakeCaches();
  for (const id of ['a', 'b', 'c', 'd', 'e']) {
    const fetch = deploy(id);
    await keepBuild(build(id), FOLDER, caches, fetch);
    await dropOldBuilds(build(id), caches);
    expect(fetch.mock.calls.map(([url]) => url.slice(FOLDER.length))).toEqual(
      id === 'a' ? ['', 'assets/shared.js', 'assets/a.js'] : ['', `assets/${id}.js`],
    );
  }
  const kept = (file: string) => textOfFile(caches, file);
  expect(await kept('')).toBe(`e ${FOLDER}`);
  expect(await kept('assets/shared.js')).toBe(`a ${FOLDER}assets/shared.js`);
  expect(await kept('assets/b.js')).toBe(`b ${FOLDER}assets/b.js`);
  expect(await kept('assets/a.js')).toBeUndefined();
});

async function textOfFile(caches: CacheStorage, file: string) {
  return textOf(await keptFile(build('e'), FOLDER + file, caches));
}

it('does not take a build of which a file is missing', async () => {
  const missing = async (url: string) =>
    new Response(null, { status: url.endsWith('a.js') ? 404 : 200 });
  await expect(keepBuild(build('a'), FOLDER, fakeCaches(), missing)).rejects.toThrow('404');
});

it('gives the data set from what is kept, and the newest list where there is a network', async () => {
  const caches = fakeCaches();
  const online = vi.fn(async (request: Request) => new Response(`new ${request.url.length}`));
  const offline = () => Promise.reject(new TypeError('offline'));
  const pack = new Request(`${FOLDER}data/a.pack`);
  const list = new Request(`${FOLDER}data/list.json`);
  await expect(dataFile(pack, caches, offline)).rejects.toThrow('offline');
  await dataFile(pack, caches, online);
  await dataFile(pack, caches, online);
  expect(online).toHaveBeenCalledTimes(1);
  await dataFile(list, caches, online);
  await dataFile(list, caches, online);
  expect(online).toHaveBeenCalledTimes(3);
  expect(await textOf(await dataFile(list, caches, offline))).toContain('new');
  const broken = async () => new Response(null, { status: 503 });
  expect((await dataFile(list, caches, broken)).ok).toBe(true);
});

it('takes what has come from the browser’s own cache, and drops an earlier data set', async () => {
  const caches = fakeCaches();
  const data = await caches.open('data');
  await data.put(`${FOLDER}data/earlier.pack`, new Response('old'));
  const list = `${FOLDER}data/list.json`;
  const fetch = vi.fn(async (url: string, cache: RequestCache) => {
    expect(cache).toBe('only-if-cached');
    if (url === list) return Response.json({ packs: [{ file: 'a.pack' }, { file: 'b.pack' }] });
    if (url.endsWith('b.pack')) throw new TypeError('not in the cache');
    return new Response('new');
  });
  await keepFetchedData(list, caches, fetch);
  const urls = (await data.keys()).map(({ url }) => url);
  expect(urls.toSorted()).toEqual([`${FOLDER}data/a.pack`, list]);
});
