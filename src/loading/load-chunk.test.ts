import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it, vi } from 'vitest';
import { ChunkError, loadChunk, loadPageChunks, pageChunk } from './load-chunk.ts';

afterEach(() => vi.unstubAllGlobals());

const script = { headers: { 'Content-Type': 'text/javascript' } };
const page = { headers: { 'Content-Type': 'text/html' } };

function answerWith(...answers: (Response | Error)[]) {
  const fetch = vi.fn(async (_address: string) => {
    const answer = answers.shift() ?? new Response('', script);
    if (answer instanceof Error) throw answer;
    return answer;
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

/** The links in a page whose style sheets arrive, or do not, in this order. */
function stubDocument(...events: ('load' | 'error')[]) {
  const links: { href: string }[] = [];
  const createElement = () => {
    const link = {
      href: '',
      onload() {},
      onerror() {},
      remove: () => links.splice(links.indexOf(link), 1),
    };
    return link;
  };
  const append = (link: ReturnType<typeof createElement>) => {
    links.push(link);
    if (events.shift() === 'error') link.onerror();
    else link.onload();
  };
  vi.stubGlobal('document', { createElement, head: { append } });
  return links;
}

/** What a browser says of a module that it could not fetch, for ever after. */
const refuse = () => Promise.reject(new TypeError('error loading dynamically imported module'));

const asked = (fetch: ReturnType<typeof answerWith>) =>
  fetch.mock.calls.map(([address]) => address.split('/').at(-1));

it('fetches several scripts before it imports, so that no failure is kept', async () => {
  const fetch = answerWith();
  const load = vi.fn(async () => 'module');
  await expect(loadChunk(load, ['./a.js', './b.js'])).resolves.toBe('module');
  expect(asked(fetch)).toEqual(['a.js', 'b.js']);

  for (const answer of [new TypeError('offline'), new Response('', { status: 500 })]) {
    answerWith(answer, new Response('', script));
    load.mockClear();
    await expect(loadChunk(load, ['./c.js', './d.js'])).rejects.toMatchObject({
      failure: 'unreachable',
    });
    expect(load).not.toHaveBeenCalled();
  }
});

it('fetches what chunks share once, and anew after a failure', async () => {
  const load = async () => 'module';
  const fetch = answerWith(new Response('', script), new Response('', { status: 500 }));
  await expect(loadChunk(load, ['./first.js', './shared.js'])).rejects.toThrow(ChunkError);
  await Promise.all([
    loadChunk(load, ['./first.js', './shared.js']),
    loadChunk(load, ['./second.js', './shared.js']),
  ]);
  expect(asked(fetch)).toEqual([
    ...['first.js', 'shared.js'],
    ...['first.js', 'shared.js', 'second.js'],
  ]);

  const again = answerWith();
  await expect(loadChunk(refuse, ['./first.js'])).rejects.toThrow();
  await loadChunk(load, ['./first.js']);
  expect(asked(again)).toEqual(['first.js']);
});

it('imports at once where one script is wanted, and asks only after a failure', async () => {
  const fetch = answerWith();
  const load = async () => 'module';
  await loadChunk(load, ['./view.js']);
  await loadChunk(load, ['./other.js', './common.js']);
  await loadChunk(load, ['./another.js', './common.js']);
  expect(asked(fetch)).toEqual(['other.js', 'common.js']);

  for (const answer of [new TypeError('offline'), new Response('', { status: 500 })]) {
    const again = answerWith(answer);
    await expect(loadChunk(refuse, ['./lost.js'])).rejects.toMatchObject({
      failure: 'unreachable',
    });
    expect(asked(again)).toEqual(['lost.js']);
  }
});

it.each([
  ['a 404', new Response('', { status: 404, ...page })],
  ['a page in its place', new Response('<!doctype html>', page)],
])('knows by %s that a newer version took the file away', async (_name, answer) => {
  answerWith(answer);
  await expect(loadChunk(refuse, ['./gone.js'])).rejects.toMatchObject({ failure: 'gone' });
});

it('imports under another address what the browser keeps as failed', async () => {
  answerWith();
  const module = 'data:text/javascript,export const answer = 42;//';
  await expect(loadChunk<{ answer: number }>(refuse, [module])).resolves.toMatchObject({
    answer: 42,
  });
});

it('passes on what the chunk itself throws', async () => {
  answerWith();
  const mistake = new RangeError('not my size');
  await expect(loadChunk(() => Promise.reject(mistake), ['./a.js'])).rejects.toBe(mistake);
});

it('takes a failed style sheet out of the page and links to it anew, and to each once', async () => {
  const links = stubDocument('error', 'load', 'load');
  const load = async () => 'module';
  answerWith();
  const loading = loadChunk(load, ['./styled.js', './a.css']);
  await expect(loading).rejects.toMatchObject({ failure: 'unreachable' });
  expect(links).toEqual([]);
  await loadChunk(load, ['./styled.js', './a.css']);
  await loadChunk(load, ['./as-well.js', './a.css', './b.css']);
  expect(links.map(({ href }) => href.split('/').at(-1))).toEqual(['a.css', 'b.css']);

  stubDocument('error');
  answerWith(new Response('', { status: 404 }));
  await expect(loadChunk(load, ['./styled.js', './c.css'])).rejects.toMatchObject({
    failure: 'gone',
  });
});

it('keeps what has arrived, and tries again what has not', async () => {
  const load = vi.fn(async () => 'module');
  load.mockRejectedValueOnce(new TypeError('offline'));
  const get = pageChunk(load);
  await expect(get()).rejects.toMatchObject({ failure: 'unreachable' });
  await expect(get()).resolves.toBe('module');
  await loadPageChunks(async () => {});
  await expect(get()).resolves.toBe('module');
  expect(load).toHaveBeenCalledTimes(2);
});

it('is the way of every dynamic import', () => {
  const src = fileURLToPath(new URL('..', import.meta.url));
  const strays = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|^engine\/contract\//.test(path))
    .filter((path) => {
      const code = readFileSync(join(src, path), 'utf8').replace(/^\s*(\*|\/\/).*$/gm, '');
      const count = (pattern: RegExp) => code.match(pattern)?.length ?? 0;
      // As `scripts/chunks/plugin.ts` looks for them.
      return count(/\bimport\(/g) !== count(/\b(load|page|lazy)Chunk\(\s*\(\) => import\(/g);
    });
  expect(strays).toEqual([
    // Under another address.
    'loading/load-chunk.ts',
    // A worker that does not load is started anew, with nothing kept.
    'store/start-worker.ts',
    'trainer/worker.ts',
  ]);
});
