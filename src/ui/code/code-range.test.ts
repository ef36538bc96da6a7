import { expect, test } from 'vitest';
import { codeRange } from './code-range.ts';

test('the range is round and holds all values', () => {
  expect(codeRange([0, 3, 7.1])).toEqual({ low: 0, high: 10 });
  expect(codeRange([-0.3, 0.2])).toEqual({ low: -0.4, high: 0.3 });
});

test('a code that is all zero, or no number, still has a range', () => {
  expect(codeRange([0, 0])).toEqual({ low: 0, high: 1 });
  expect(codeRange([Number.NaN])).toEqual({ low: 0, high: 1 });
});
