import { expect, test } from 'vitest';
import { summarize } from '../../spec/network.ts';
import { presets } from '../../spec/presets.ts';
import { weightsView } from './weights.ts';

const vanilla = summarize(presets.vanilla.network);
const convolutional = summarize(presets.convolutional.network);
const deep = summarize(presets.deep.network);

test('the first layer reads pixels: one tile a unit, a column of its kernel', () => {
  const view = weightsView(vanilla, 0);
  expect(view?.kind).toBe('reads');
  expect(view?.count).toBe(32);
  expect(view?.position(5, 3, 2)).toBe((2 * 28 + 3) * 32 + 5);
});

test('the last layer paints pixels: one tile a unit before it, a row of its kernel', () => {
  const view = weightsView(vanilla, 1);
  expect(view?.kind).toBe('paints');
  expect(view?.count).toBe(32);
  expect(view?.position(1, 0, 0)).toBe(784 * 32 + 32 + 784);
});

test('a layer between is a matrix', () => {
  const view = weightsView(deep, 1);
  expect(view?.kind).toBe('matrix');
  expect([view?.width, view?.height]).toEqual([128, 256]);
});

test('convolutions have a tile for each filter and channel, all weights once', () => {
  for (const index of [0, 2, 4, 5]) {
    const view = weightsView(convolutional, index);
    if (!view) throw new Error('a convolution has weights');
    const row = convolutional.layers[index];
    const positions = new Set<number>();
    for (let tile = 0; tile < view.count; tile += 1) {
      for (let y = 0; y < view.height; y += 1) {
        for (let x = 0; x < view.width; x += 1) positions.add(view.position(tile, x, y));
      }
    }
    const biases = row?.output.at(-1) ?? 0;
    expect(positions.size).toBe((row?.parameters ?? 0) - biases);
    expect(Math.min(...positions)).toBe(row?.offset);
    expect(Math.max(...positions)).toBe((row?.offset ?? 0) + positions.size - 1);
  }
});

test('pooling has no weights', () => {
  expect(weightsView(convolutional, 1)).toBeNull();
});
