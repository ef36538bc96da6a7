import { expect, it } from 'vitest';
import { DIGIT_SIZE } from '../spec/shape.ts';
import { pictureMoments } from './picture-moments.ts';

it('counts only the chosen pictures, and pixels from 0 to 1', () => {
  // Pixels 3 and 400 of four pictures; the third one is left out.
  const values = [
    [0, 255],
    [51, 204],
    [255, 255],
    [102, 0],
  ];
  const pixels = new Uint8Array(4 * DIGIT_SIZE);
  for (const [n, [a = 0, b = 0]] of values.entries()) {
    pixels[n * DIGIT_SIZE + 3] = a;
    pixels[n * DIGIT_SIZE + 400] = b;
  }
  const { mean, covariance } = pictureMoments(pixels, Uint32Array.of(0, 1, 3));

  // By numpy.cov([[0, 0.2, 0.4], [1, 0.8, 0]], bias=True).
  expect(mean[3]).toBeCloseTo(0.2, 12);
  expect(mean[400]).toBeCloseTo(0.6, 12);
  expect(covariance.get(3, 3)).toBeCloseTo(0.02666667, 8);
  expect(covariance.get(400, 400)).toBeCloseTo(0.18666667, 8);
  expect(covariance.get(3, 400)).toBeCloseTo(-0.06666667, 8);
  expect(covariance.get(400, 3)).toBe(covariance.get(3, 400));
  expect(mean.filter((value) => value !== 0).length).toBe(2);
});
