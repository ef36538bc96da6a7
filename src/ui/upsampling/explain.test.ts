import { expect, it } from 'vitest';
import { enlarge, sentenceOf } from './explain.ts';
import { kernels } from './kernels.ts';

const inputs = [0.9, 0.2, 0.4, -0.6];

it('an even stamp that touches its neighbours is nearest neighbour', () => {
  const { nearest, transposed } = enlarge(inputs, kernels.ones.weights[2]);
  expect(transposed.map(({ value }) => value)).toEqual(nearest.map(({ value }) => value));
});

it('stamps of 3×3 meet one, two or four in a pixel', () => {
  const { transposed } = enlarge([1, 1, 1, 1], kernels.ones.weights[3]);
  expect(transposed.map(({ value }) => value)).toEqual([
    1, 1, 2, 1, 1, 1, 2, 1, 2, 2, 4, 2, 1, 1, 2, 1,
  ]);
});

it('a pixel is explained by the inputs and weights that it is made of', () => {
  const weights = kernels.smooth.weights[3];
  const { nearest, transposed } = enlarge(inputs, weights);
  const explain = (method: 'nearest' | 'transposed', place: number) => {
    const pixel = { nearest, transposed }[method][place];
    return pixel && sentenceOf(method, place, pixel, inputs, weights);
  };
  expect(explain('nearest', 14)).toBe(
    'Row 4, column 3: a copy of the input in row 2, column 2, −0.6.',
  );
  expect(explain('transposed', 5)).toBe('Row 2, column 2, one stamp: 0.9 × 1 = 0.9.');
  expect(explain('transposed', 6)).toBe(
    'Row 2, column 3, 2 stamps meet: 0.9 × 0.5 + 0.2 × 0.5 = 0.55.',
  );
});
