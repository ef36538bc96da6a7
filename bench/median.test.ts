import { expect, it } from 'vitest';
import { median } from './median.ts';

it('is the value in the middle, whatever the order', () => {
  expect(median([9, 1, 4])).toBe(4);
  expect(median([8, 1, 4, 2])).toBe(3);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNaN();
});
