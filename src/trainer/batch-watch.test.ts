import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BatchWatch } from './batch-watch.ts';

let told: [number, number][];
let watch: BatchWatch;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  watch = new BatchWatch((done, seconds) => told.push([done, seconds]));
});

afterEach(() => {
  vi.useRealTimers();
});

it('tells every second how far a long batch is, and nothing of a short one', () => {
  vi.advanceTimersByTime(900);
  expect(told).toEqual([]);
  watch.onImages(512);
  vi.advanceTimersByTime(1500);
  expect(told).toEqual([
    [512, 1],
    [512, 2],
  ]);
  watch.end();
  vi.advanceTimersByTime(5000);
  expect(told).toHaveLength(2);
});

it('ends a batch that takes long at once, and one that may be short after a second', () => {
  watch.stopIfLong();
  vi.advanceTimersByTime(900);
  expect(watch.signal.aborted).toBe(false);
  vi.advanceTimersByTime(100);
  expect(watch.signal.aborted).toBe(true);

  watch = new BatchWatch(() => {});
  vi.advanceTimersByTime(3000);
  watch.stopIfLong();
  vi.advanceTimersByTime(0);
  expect(watch.signal.aborted).toBe(true);
});

it('ends no batch that is over', () => {
  watch.stopIfLong();
  watch.end();
  vi.advanceTimersByTime(5000);
  expect(watch.signal.aborted).toBe(false);
});
