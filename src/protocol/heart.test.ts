import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Heart, type Heartbeat } from './heart.ts';

let beats: Heartbeat[];
let heart: Heart;

const grace = () => beats.at(-1)?.grace;
const never = () => new Promise<void>(() => {});

beforeEach(() => {
  vi.useFakeTimers();
  beats = [];
  heart = new Heart((beat) => beats.push(beat));
});

afterEach(() => {
  vi.useRealTimers();
});

it('beats at once and twice a second', () => {
  expect(beats).toEqual([{ type: 'heartbeat', grace: 5000 }]);
  vi.advanceTimersByTime(5000);
  expect(beats).toHaveLength(11);
  expect(grace()).toBe(5000);
});

it('announces a longer silence before the work, and the usual one after it', async () => {
  let finish = () => {};
  const working = heart.patiently(() => new Promise<void>((resolve) => (finish = resolve)), 15_000);
  expect(grace()).toBe(15_000);
  finish();
  await working;
  expect(grace()).toBe(5000);
  await heart.patiently(() => Promise.reject(new Error('no memory')), 15_000).catch(() => {});
  expect(grace()).toBe(5000);
});

it('announces the longest of several works', async () => {
  void heart.patiently(never, 15_000);
  await heart.patiently(() => Promise.resolve(), 60_000);
  expect(grace()).toBe(15_000);
});

it('is patient where the thread has been slow lately, and forgets it after a minute', () => {
  const blocked = performance.now() + 2000;
  vi.spyOn(performance, 'now')
    .mockReturnValueOnce(blocked)
    .mockReturnValueOnce(blocked + 500);
  vi.advanceTimersByTime(500);
  expect(grace()).toBe(8000);
  vi.advanceTimersByTime(500);
  vi.restoreAllMocks();
  expect(grace()).toBe(8000);
});
