import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Pool } from './pool.ts';

/** How the threads that are started one after the other begin; those after the last one, well. */
let beginnings: ('well' | 'error' | 'silence')[];
let threads: FakeThread[];

class FakeThread {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  ended = false;

  constructor() {
    const beginning = beginnings[threads.length] ?? 'well';
    threads.push(this);
    setTimeout(() => {
      if (beginning === 'well') this.onmessage?.({ data: { type: 'ready' } } as MessageEvent);
      // As WebKit says it, without a message.
      if (beginning === 'error') this.onerror?.({} as ErrorEvent);
    });
  }

  terminate(): void {
    this.ended = true;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', FakeThread);
  threads = [];
  beginnings = [];
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function start(count: number): Promise<Pool> {
  const pool = Pool.start(count);
  pool.catch(() => {});
  await vi.advanceTimersByTimeAsync(30_000);
  return pool;
}

it('starts as many threads as it is asked for', async () => {
  const pool = await start(3);
  expect({ size: pool.size, shortfall: pool.shortfall }).toEqual({ size: 3, shortfall: null });
  expect(threads).toHaveLength(3);
  pool.end();
  expect(threads.every(({ ended }) => ended)).toBe(true);
});

it.each(['error', 'silence'] as const)('tries again where a thread begins with %s', async (how) => {
  beginnings = ['well', how, 'well'];
  const pool = await start(3);
  expect({ size: pool.size, shortfall: pool.shortfall }).toEqual({ size: 3, shortfall: null });
  expect(threads.map(({ ended }) => ended)).toEqual([false, true, false, false]);
});

it('goes on with fewer threads where one does not start the second time, and says so', async () => {
  beginnings = ['error', 'well', 'well', 'error'];
  const pool = await start(3);
  expect(pool.size).toBe(2);
  expect(pool.shortfall).toBe('1 more could not be started');
});

it('rejects where no thread starts, and leaves none behind', async () => {
  beginnings = Array.from({ length: 4 }, () => 'error');
  await expect(start(2)).rejects.toThrow('a thread could not be started');
  expect(threads).toHaveLength(4);
  expect(threads.every(({ ended }) => ended)).toBe(true);
});
