import fc from 'fast-check';
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

test('an axis of two values that are one but for rounding has one tick', () => {
  const [low, high] = [0.0926, 0.0926 + 2e-17 * 1e3];
  expect(linearTicks([low, high], 5)).toEqual([low]);
  expect(roundDomain([low, high], 5)).toEqual([low, high]);
});

test('whatever the losses, there are a few ticks, on the axis and in order', () => {
  const loss = fc.oneof(
    fc.double({ min: 1e-30, max: 1e30, noNaN: true }),
    fc.constantFrom(0, 0.0926, 1),
  );
  const nearby = fc
    .tuple(loss, fc.double({ min: 0, max: 1e-8, noNaN: true }))
    .map(([low, more]): [number, number] => [low, low * (1 + more)]);
  const domain = fc.oneof(
    nearby,
    fc.tuple(loss, loss).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
  );
  fc.assert(
    fc.property(domain, (values) => {
      const round = roundDomain(values, 5);
      for (const ticks of [linearTicks(values, 5), linearTicks(round, 5)]) {
        expect(ticks.length).toBeLessThanOrEqual(12);
        expect(ticks.every(Number.isFinite)).toBe(true);
        expect(ticks).toEqual([...new Set(ticks)].sort((a, b) => a - b));
      }
      expect(round[0]).toBeLessThanOrEqual(values[0] * (1 + 1e-9));
      expect(round[1]).toBeGreaterThanOrEqual(values[1] * (1 - 1e-9));
    }),
  );
});
