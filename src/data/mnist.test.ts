import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DIGIT_SIZE } from '../spec/shape.ts';
import { type LoadProgress, loadMnist, type MnistLoader } from './mnist.ts';
import { type Manifest, type Pack, type PackPart, partBytes } from './packs.ts';

/** A small MNIST: 10 labels and 4 pictures come first, then packs of pictures. */
const PLAN: Record<string, PackPart[]> = {
  first: [
    { split: 'train', holds: 'labels', start: 0, end: 10 },
    { split: 'train', holds: 'images', start: 0, end: 2 },
    { split: 'test', holds: 'images', start: 0, end: 2 },
  ],
  second: [{ split: 'train', holds: 'images', start: 2, end: 5 }],
  third: [{ split: 'train', holds: 'images', start: 5, end: 8 }],
  tests: [{ split: 'test', holds: 'images', start: 2, end: 4 }],
};

/** A label is its index; a picture's pixels are all its index plus 100. */
function content(parts: PackPart[]): Uint8Array<ArrayBuffer> {
  const bytes = parts.flatMap((part) =>
    Array.from({ length: part.end - part.start }, (_, i) => part.start + i).flatMap((index) =>
      part.holds === 'labels' ? [index] : new Array<number>(DIGIT_SIZE).fill(100 + index),
    ),
  );
  return Uint8Array.from(bytes);
}

const packs: Pack[] = Object.entries(PLAN).map(([file, parts]) => ({
  file,
  packedBytes: 10,
  bytes: parts.reduce((sum, part) => sum + partBytes(part), 0),
  parts,
}));

type Answer = () => Response | Promise<Response>;

function gzipped(file: string): Response {
  return new Response(gzipSync(content(PLAN[file] ?? [])));
}

const status = (code: number) => () => new Response(null, { status: code });

/** A server that answers as told; `special` changes what it says for some files. */
function serve(special: Record<string, Answer> = {}, images = 8) {
  const asked: string[] = [];
  const reports: LoadProgress[] = [];
  const abort = new AbortController();
  aborts.push(abort);
  const loader: MnistLoader = loadMnist({
    baseUrl: 'https://host/some/path/',
    images,
    signal: abort.signal,
    onProgress: (progress) => reports.push(progress),
    wait: () => Promise.resolve(),
    fetch: async (url) => {
      const file = url.replace('https://host/some/path/data/', '');
      asked.push(file);
      const answer = special[file];
      if (answer) return answer();
      if (file === 'mnist.json') return Response.json({ packs } satisfies Manifest);
      return gzipped(file);
    },
  });
  return { loader, asked, reports, abort };
}

const aborts: AbortController[] = [];
afterEach(() => {
  for (const abort of aborts.splice(0)) abort.abort();
});

async function until(happened: () => boolean): Promise<void> {
  await expect.poll(happened, { interval: 1 }).toBe(true);
}

function isComplete({ progress }: MnistLoader): boolean {
  return progress.bytesWanted > 0 && progress.bytesArrived === progress.bytesWanted;
}

describe('loadMnist', () => {
  it('fetches the first pack alone, then the others, each into its place', async () => {
    const { loader, asked } = serve();
    await loader.ready;
    expect(loader.progress.ready).toBe(true);
    await until(() => isComplete(loader));
    expect(asked).toEqual(['mnist.json', 'first', 'second', 'third', 'tests']);
    const { train, test } = loader.dataset;
    expect([...train.labels.subarray(0, 10)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(train.pixels.subarray(0, 8 * DIGIT_SIZE)).toEqual(
      content([{ split: 'train', holds: 'images', start: 0, end: 8 }]),
    );
    expect(train.arrived).toEqual([{ start: 0, end: 8 }]);
    expect(test.arrived).toEqual([{ start: 0, end: 4 }]);
  });

  it('takes packs in the order in which they arrive', async () => {
    let answerSecond = (_: Response) => {};
    const second = new Promise<Response>((resolve) => {
      answerSecond = resolve;
    });
    const { loader } = serve({ second: () => second });
    await until(() => loader.dataset.train.has(5) && loader.dataset.test.has(3));
    expect(loader.dataset.train.arrived).toEqual([
      { start: 0, end: 2 },
      { start: 5, end: 8 },
    ]);
    answerSecond(gzipped('second'));
    await until(() => isComplete(loader));
    expect(loader.dataset.train.arrived).toEqual([{ start: 0, end: 8 }]);
  });

  it('fetches no more training images than are wanted, until more are', async () => {
    const { loader, asked } = serve({}, 2);
    await until(() => isComplete(loader));
    expect(asked).toEqual(['mnist.json', 'first', 'tests']);
    loader.want(5);
    await until(() => isComplete(loader));
    expect(asked.slice(3)).toEqual(['second']);
    expect(loader.progress.trainingImages).toBe(5);
  });

  it('tries a pack three times before it counts as failed', async () => {
    let tries = 0;
    const flaky = () => (++tries < 3 ? status(503)() : gzipped('second'));
    const { loader } = serve({ second: flaky });
    await until(() => isComplete(loader));
    expect(tries).toBe(3);
    expect(loader.progress.failures).toEqual([]);
  });

  it('names a pack that failed, goes on with the rest, and fetches it on retry', async () => {
    const special: Record<string, Answer> = { second: status(404) };
    const { loader, asked } = serve(special);
    await until(() => loader.progress.failures.length > 0 && loader.dataset.test.has(3));
    expect(loader.progress.failures).toEqual([
      {
        file: 'second',
        sentence: 'Training images 3 to 5 did not arrive: the server answered 404.',
      },
    ]);
    expect(loader.dataset.train.arrived).toEqual([
      { start: 0, end: 2 },
      { start: 5, end: 8 },
    ]);
    expect(asked.filter((file) => file === 'second')).toHaveLength(3);
    delete special.second;
    loader.retry();
    await until(() => isComplete(loader));
    expect(loader.progress.failures).toEqual([]);
    expect(asked.filter((file) => file === 'third')).toHaveLength(1);
  });

  it('says why: no connection, a damaged file, a short one, another one', async () => {
    const whole = gzipSync(content(PLAN.second ?? []));
    const reasons: [Answer, string][] = [
      [() => Promise.reject(new TypeError('Failed to fetch')), 'the connection failed'],
      [() => new Response(whole.subarray(0, 30)), 'the file is cut short or damaged'],
      [() => new Response(new Uint8Array(100)), 'the file is cut short or damaged'],
      [() => new Response('<!doctype html>'), 'the file is cut short or damaged'],
    ];
    for (const [answer, reason] of reasons) {
      const { loader } = serve({ second: answer });
      await until(() => loader.progress.failures.length > 0);
      expect(loader.progress.failures[0]?.sentence).toContain(reason);
    }
  });

  it('takes packs that the browser has unpacked already', async () => {
    const unpacked = (file: string) => () => new Response(content(PLAN[file] ?? []));
    const { loader } = serve({ first: unpacked('first'), third: unpacked('third') });
    await until(() => isComplete(loader));
    expect(loader.dataset.train.arrived).toEqual([{ start: 0, end: 8 }]);
  });

  it('names a missing or strange manifest, and fetches it on retry', async () => {
    const answers: Answer[] = [
      status(500),
      () => new Response('<!doctype html>'),
      () => Response.json({ packs: [{ bytes: 1 }] }),
    ];
    for (const answer of answers) {
      const special: Record<string, Answer> = { 'mnist.json': answer };
      const { loader } = serve(special);
      await until(() => loader.progress.failures.length > 0);
      expect(loader.progress.failures[0]?.sentence).toMatch(
        /^The list of MNIST files did not arrive: the server (answered 500|sent something else)\.$/,
      );
      delete special['mnist.json'];
      loader.retry();
      await loader.ready;
    }
  });

  it('does without what older browsers lack: streams that unpack, signals that combine', async () => {
    vi.stubGlobal('DecompressionStream', undefined);
    vi.stubGlobal('AbortSignal', { ...AbortSignal, any: undefined, timeout: undefined });
    const { loader } = serve();
    await until(() => isComplete(loader));
    vi.unstubAllGlobals();
    expect(loader.progress.failures).toEqual([]);
    expect(loader.dataset.train.arrivedCount).toBe(8);
  });

  it('gives up a server that takes longer than a minute, three times', async () => {
    vi.useFakeTimers();
    const loader = loadMnist({
      baseUrl: 'https://host/',
      images: 8,
      wait: () => Promise.resolve(),
      fetch: (_url, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    });
    await vi.advanceTimersByTimeAsync(3 * 60_000);
    vi.useRealTimers();
    expect(loader.progress.failures[0]?.sentence).toContain('the server took too long');
  });

  it('is silent once aborted', async () => {
    const { loader, asked, reports, abort } = serve();
    await loader.ready;
    abort.abort();
    const before = { asked: asked.length, reports: reports.length };
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect({ asked: asked.length, reports: reports.length }).toEqual(before);
  });
});
