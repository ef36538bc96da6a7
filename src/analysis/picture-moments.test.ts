import { expect, it } from 'vitest';
import { createRandom } from '../data/random.ts';
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
  expect(covariance[3 * DIGIT_SIZE + 3]).toBeCloseTo(0.02666667, 8);
  expect(covariance[400 * DIGIT_SIZE + 400]).toBeCloseTo(0.18666667, 8);
  expect(covariance[3 * DIGIT_SIZE + 400]).toBeCloseTo(-0.06666667, 8);
  expect(covariance[400 * DIGIT_SIZE + 3]).toBe(covariance[3 * DIGIT_SIZE + 400]);
  expect(mean.filter((value) => value !== 0).length).toBe(2);
});

it('has the exact sums of more pictures than are added at a time, as dark as can be', () => {
  const random = createRandom(1, 'picture moments');
  const count = 1500;
  // Full ink in the first quads, so that the packed sums are as large as they get; some ink elsewhere.
  const pixels = Uint8Array.from({ length: count * DIGIT_SIZE }, (_, i) => {
    const place = i % DIGIT_SIZE;
    if (place < 6) return 255;
    return place % 197 < 3 && random.uniform() < 0.5 ? Math.floor(256 * random.uniform()) : 0;
  });
  const chosen = Uint32Array.from({ length: count }, (_, n) => n);
  const { mean, covariance } = pictureMoments(pixels, chosen);

  const inked = Array.from({ length: DIGIT_SIZE }, (_, i) => i).filter((i) => i % 197 < 6);
  for (const i of inked) {
    for (const j of inked) {
      let [sum, other, product] = [0, 0, 0];
      for (let n = 0; n < count; n++) {
        const [a, b] = [pixels[n * DIGIT_SIZE + i] ?? 0, pixels[n * DIGIT_SIZE + j] ?? 0];
        sum += a;
        other += b;
        product += a * b;
      }
      expect(mean[i]).toBe(sum / (255 * count));
      const expected =
        product / (255 ** 2 * count) - (sum / (255 * count)) * (other / (255 * count));
      expect(covariance[i * DIGIT_SIZE + j]).toBe(expected);
    }
  }
});
