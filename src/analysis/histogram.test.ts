import { expect, it } from 'vitest';
import { createRandom } from '../data/random.ts';
import { binScales } from '../spec/histograms.ts';
import { histogramOf } from './histogram.ts';

it('puts every weight in a bin, and equal ones of either sign in mirrored bins', () => {
  const random = createRandom(1, 'weights');
  const values = Float32Array.from({ length: 500 }, () => random.normal());
  const { shares } = histogramOf('weights', values);
  const mirrored = histogramOf(
    'weights',
    values.map((value) => -value),
  ).shares;
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
  for (const [bin, share] of shares.entries()) {
    expect(mirrored[shares.length - 1 - bin]).toBeCloseTo(share, 6);
  }
});

it('sorts gradients by their size alone, and counts zeros apart', () => {
  const { shares, zeros } = histogramOf('gradients', Float32Array.of(0, 0, 0.015, -0.015));
  expect(zeros).toBe(0.5);
  const bin = Math.floor(binScales.gradients.at(0.015));
  expect(shares[bin]).toBe(0.5);
});

it('keeps what is far too large or small in the outermost bins', () => {
  const { shares } = histogramOf('gradients', Float32Array.of(1e-30, 1e9));
  expect([shares[0], shares.at(-1)]).toEqual([0.5, 0.5]);
});

it.each(['weights', 'gradients'] as const)(
  'finds the value at a place of the scale of %s',
  (kind) => {
    for (const value of [0.003, 0.2, 4]) {
      expect(binScales[kind].value(binScales[kind].at(value))).toBeCloseTo(value, 10);
    }
  },
);
