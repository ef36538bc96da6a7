import { expect, it } from 'vitest';
import { DIGIT_SIZE } from '../spec/shape.ts';
import { meanImage, meanImageLoss } from './mean-image.ts';
import { pixelLoss } from './pixel-loss.ts';

const black = new Uint8Array(DIGIT_SIZE);
const white = new Uint8Array(DIGIT_SIZE).fill(255);
const images = new Uint8Array([...black, ...white]);

it('the mean of black and white is grey', () => {
  const mean = meanImage(images);
  for (const value of mean) expect(value).toBeCloseTo(0.5, 6);
});

it('grey in place of black and white costs ln 2, a quarter, a half', () => {
  expect(meanImageLoss(images, 'binaryCrossentropy')).toBeCloseTo(Math.LN2, 6);
  expect(meanImageLoss(images, 'meanSquaredError')).toBeCloseTo(0.25, 6);
  expect(meanImageLoss(images, 'meanAbsoluteError')).toBeCloseTo(0.5, 6);
});

it('equal images cost nothing', () => {
  expect(meanImageLoss(white, 'meanSquaredError')).toBe(0);
  expect(meanImageLoss(white, 'binaryCrossentropy')).toBeLessThan(1e-6);
});

it('an image of every grey costs what its pixels cost one by one', () => {
  const greys = Uint8Array.from({ length: 3 * DIGIT_SIZE }, (_, i) => (i % 3 ? 0 : i % 256));
  const mean = meanImage(greys);
  for (const loss of ['binaryCrossentropy', 'meanSquaredError', 'meanAbsoluteError'] as const) {
    const costs = Array.from(greys, (byte, i) =>
      pixelLoss[loss](mean[i % DIGIT_SIZE] ?? Number.NaN, byte / 255),
    );
    const wanted = costs.reduce((sum, cost) => sum + cost) / greys.length;
    expect(meanImageLoss(greys, loss)).toBeCloseTo(wanted, 9);
  }
});
