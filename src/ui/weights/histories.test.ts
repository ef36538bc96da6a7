import { expect, test } from 'vitest';
import {
  addSample,
  MOST_SAMPLES,
  occupied,
  quantile,
  ridgePath,
  type Sample,
} from './histories.ts';

const sample = (step: number): Sample => ({ step, layers: [] });
const histogram = (...shares: number[]) => ({ shares: Float32Array.from(shares), zeros: 0 });

test('a long run stays in sight from its first sample to its last', () => {
  let samples: readonly Sample[] = [];
  for (let step = 0; step < 1000; step++) samples = addSample(samples, sample(step));
  expect(samples.length).toBeLessThanOrEqual(MOST_SAMPLES);
  expect(samples.length).toBeGreaterThan(MOST_SAMPLES / 2);
  expect(samples[0]?.step).toBe(0);
  expect(samples.at(-1)?.step).toBeGreaterThan(980);
});

test('a reset begins anew, the same step takes the place of itself', () => {
  const samples = [sample(5), sample(9)];
  expect(addSample(samples, sample(0))).toEqual([sample(0)]);
  expect(addSample(samples, sample(9))).toEqual(samples);
});

test('empty bins at either end are left out, but for one', () => {
  expect(occupied([histogram(0, 0, 0, 1, 0, 0), histogram(0, 0, 1, 0, 0, 0)])).toEqual([1, 5]);
  expect(occupied([histogram(1, 0, 0)])).toEqual([0, 2]);
});

test('half of the values lie below the median', () => {
  expect(quantile(histogram(0, 0.25, 0.5, 0.25), 0.5)).toBeCloseTo(2.5);
  expect(quantile(histogram(0.5, 0.5, 0, 0), 0.5)).toBeCloseTo(1);
});

test('a hill is as wide as its fullest bin, and flat where no bin holds anything', () => {
  expect(ridgePath(Float32Array.of(0, 0.5, 0.25), 1, 3)).toBe('M0 0L50.0 0v1L100.0 1v1L0 2Z');
  expect(ridgePath(Float32Array.of(0, 0, 0), 1, 3)).toBe('M0 0L0.0 0v1L0.0 1v1L0 2Z');
});
