import { expect, it } from 'vitest';
import { addGaussianNoise } from './noise.ts';
import { createRandom } from './random.ts';

it('adds noise of the given strength', () => {
  const pictures = new Float32Array(20_000).fill(0.5);
  addGaussianNoise(pictures, 0.1, createRandom(1, 'noise'));
  const mean = pictures.reduce((sum, pixel) => sum + pixel, 0) / pictures.length;
  const variance = pictures.reduce((sum, pixel) => sum + (pixel - mean) ** 2, 0) / pictures.length;
  expect(mean).toBeCloseTo(0.5, 2);
  expect(Math.sqrt(variance)).toBeCloseTo(0.1, 2);
});

it('clips: half of a black picture stays black, half of a white one white', () => {
  const black = new Float32Array(20_000);
  const white = new Float32Array(20_000).fill(1);
  const random = createRandom(2, 'noise');
  addGaussianNoise(black, 0.5, random);
  addGaussianNoise(white, 0.5, random);
  expect(black.every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true);
  expect(black.filter((pixel) => pixel === 0).length / 20_000).toBeCloseTo(0.5, 1);
  expect(white.filter((pixel) => pixel === 1).length / 20_000).toBeCloseTo(0.5, 1);
});

it('of strength 0 changes nothing and draws nothing', () => {
  const random = createRandom(3, 'noise');
  const pictures = Float32Array.of(0, 0.25, 1);
  addGaussianNoise(pictures, 0, random);
  expect([...pictures]).toEqual([0, 0.25, 1]);
  expect(random.uint32()).toBe(createRandom(3, 'noise').uint32());
});
