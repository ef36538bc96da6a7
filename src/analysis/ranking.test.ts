import { expect, it } from 'vitest';
import { quantile, spreadOf } from './ranking.ts';

it('counts scores by steps, and what lies beyond in the last one', () => {
  expect(spreadOf(Float32Array.of(0, 0.9, 1, 3.9, 4, 70), 4, 4)).toEqual(
    Uint32Array.of(2, 1, 0, 3),
  );
});

it('finds the value that a share lies at or below', () => {
  const values = Float32Array.from({ length: 101 }, (_, i) => 100 - i);
  expect(quantile(values, 0.99)).toBe(99);
  expect(quantile(new Float32Array(0), 0.5)).toBe(0);
});
