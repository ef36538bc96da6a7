import { expect, test } from 'vitest';
import { linearTicks, logarithmicTicks, roundDomain } from './ticks.ts';

test('linear ticks are round and inside', () => {
  expect(linearTicks([0.2, 0.61], 5)).toEqual([0.2, 0.3, 0.4, 0.5, 0.6]);
  expect(linearTicks([0, 1170], 4)).toEqual([0, 500, 1000]);
});

test('an axis of one value has one tick', () => {
  expect(linearTicks([3, 3], 5)).toEqual([3]);
});

test('a domain is widened to whole ticks', () => {
  expect(roundDomain([0.21, 0.58], 5)).toEqual([0.2, 0.6]);
  expect(roundDomain([3, 3], 5)).toEqual([3, 3]);
});

test('logarithmic ticks are 1, 2 and 5', () => {
  expect(logarithmicTicks([0.08, 1.5], 5)).toEqual([0.1, 0.2, 0.5, 1]);
});

test('a short logarithmic axis has equal steps', () => {
  expect(logarithmicTicks([0.11, 0.16], 5)).toEqual([0.11, 0.12, 0.13, 0.14, 0.15, 0.16]);
});
