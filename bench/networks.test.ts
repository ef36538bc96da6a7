import { expect, it } from 'vitest';
import { benchSpec, networkKinds, trainingOperations } from './networks.ts';

it('counts two operations a weight for each product, and no input gradient at the first layer', () => {
  // Forward 2 products, kernel gradients 2, input gradient 1: each of 784·32 multiply-adds.
  expect(trainingOperations(benchSpec('vanilla'))).toBe(5 * 2 * 784 * 32);
  // 3 products for each kernel, less one for the first.
  const widths = [784, 256, 128, 64, 32, 16, 8, 4];
  const half = widths.slice(1).reduce((sum, width, i) => sum + width * (widths[i] ?? 0), 0);
  expect(trainingOperations(benchSpec('deep'))).toBe(2 * (3 * 2 * half - 784 * 256));
});

it('agrees with the figures counted by hand: 0.251 and 2.53 million', () => {
  expect(trainingOperations(benchSpec('vanilla')) / 1e6).toBeCloseTo(0.251, 3);
  expect(trainingOperations(benchSpec('deep')) / 1e6).toBeCloseTo(2.53, 2);
});

it('counts convolutions by their windows', () => {
  // Multiply-adds of each: small side² · kernel² · channels in · filters.
  const convolutions = [28 ** 2 * 9 * 16, 14 ** 2 * 9 * 16 * 4];
  const transposed = [7 ** 2 * 4 * 4 * 16, 14 ** 2 * 4 * 16];
  const all = [...convolutions, ...transposed].reduce((sum, count) => sum + count, 0);
  const first = 28 ** 2 * 9 * 16;
  expect(trainingOperations(benchSpec('convolutional'))).toBe(2 * (3 * all - first));
});

it('trains every network alike', () => {
  for (const kind of networkKinds) {
    expect(benchSpec(kind).training).toMatchObject({
      optimizer: 'adam',
      learningRate: 0.001,
      loss: 'binaryCrossentropy',
      batchSize: 256,
      images: 60_000,
    });
  }
});
