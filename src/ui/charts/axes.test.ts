import { expect, test } from 'vitest';
import { leftOf, topOf } from './axes.ts';

test('a value lies at its share of the axis', () => {
  expect(leftOf(0, [0, 10], 148)).toBe(38);
  expect(leftOf(10, [0, 10], 148)).toBe(138);
  expect(topOf(10, [0, 10], false, 128)).toBe(6);
  expect(topOf(0, [0, 10], false, 128)).toBe(106);
  expect(topOf(0.1, [0.01, 1], true, 128)).toBeCloseTo(56, 9);
});

test('the one value of an axis lies in its middle', () => {
  expect(leftOf(3, [3, 3], 148)).toBe(88);
  expect(topOf(3, [3, 3], false, 128)).toBe(56);
});
