import { expect, test } from 'vitest';
import { presets } from '../../spec/presets.ts';
import { addLayer, moveLayer, removeLayer, replaceLayer } from './stack.ts';

const network = presets.convolutional.network;
const kinds = (stack: { kind: string }[]) => stack.map(({ kind }) => kind);

test('a layer moves past its neighbour and back', () => {
  const moved = moveLayer(network, { part: 'encoder', index: 0 }, 1);
  expect(kinds(moved.encoder)).toEqual(['maxPool2d', 'conv2d', 'conv2d', 'maxPool2d']);
  expect(moveLayer(moved, { part: 'encoder', index: 1 }, -1)).toEqual(network);
});

test('at the edges nothing moves', () => {
  expect(moveLayer(network, { part: 'encoder', index: 0 }, -1)).toEqual(network);
  expect(moveLayer(network, { part: 'decoder', index: 1 }, 1)).toEqual(network);
});

test('layers are added, replaced and removed in their part only', () => {
  const added = addLayer(network, 'decoder', { kind: 'flatten' });
  expect(kinds(added.decoder)).toEqual(['conv2dTranspose', 'conv2dTranspose', 'flatten']);
  expect(added.encoder).toBe(network.encoder);
  const seat = { part: 'decoder', index: 2 } as const;
  const replaced = replaceLayer(added, seat, { kind: 'upsample2d', size: 2 });
  expect(kinds(replaced.decoder).at(-1)).toBe('upsample2d');
  expect(removeLayer(replaced, seat)).toEqual(network);
});
