import { expect, test } from 'vitest';
import { DIGIT_SIZE } from '../spec/shape.ts';
import { intersectionOverUnion } from './overlap.ts';

/** A picture that is `value` in pixels [first, end), 0 elsewhere. */
function bar(first: number, end: number, value: number): number[] {
  return Array.from({ length: DIGIT_SIZE }, (_, i) => (i >= first && i < end ? value : 0));
}

test('is the share of pixels in both masks among those in one', () => {
  // 10 pixels each, 5 of them in both, 15 in one.
  expect(intersectionOverUnion(bar(0, 10, 0.9), bar(5, 15, 255))).toBeCloseTo(1 / 3, 12);
});

test('counts an output from one half on as ink', () => {
  expect(intersectionOverUnion(bar(0, 10, 0.5), bar(0, 10, 1))).toBe(1);
  expect(intersectionOverUnion(bar(0, 10, 0.49), bar(0, 10, 1))).toBe(0);
});

test('is the mean over pictures, of which two empty masks overlap fully', () => {
  const outputs = [...bar(0, 0, 1), ...bar(0, 4, 1)];
  const masks = [...bar(0, 0, 1), ...bar(0, 8, 1)];
  expect(intersectionOverUnion(outputs, masks)).toBe(0.75);
});
