import { describe, expect, it } from 'vitest';
import { cosineOfTurns, exp, log, power, sineOfTurns } from './portable-math.ts';

const between = (low: number, high: number) =>
  Array.from({ length: 10_001 }, (_, i) => low + ((high - low) * i) / 10_000);

const largest = (errors: number[]) => errors.reduce((worst, error) => Math.max(worst, error), 0);

describe('portable mathematics is that of the language', () => {
  it.each([
    [2 ** -32, 1e-6],
    [1e-6, 1],
    [1, 1e9],
  ])('log from %d to %d', (low, high) => {
    const errors = between(low, high).map(
      (x) => Math.abs(log(x) - Math.log(x)) / Math.max(1, Math.abs(Math.log(x))),
    );
    expect(largest(errors)).toBeLessThan(1e-15);
  });

  it.each([
    [-700, -1],
    [-1, 1],
    [1, 700],
  ])('exp from %d to %d', (low, high) => {
    const errors = between(low, high).map((x) => Math.abs(exp(x) / Math.exp(x) - 1));
    expect(largest(errors)).toBeLessThan(1e-15);
    expect(exp(0)).toBe(1);
  });

  it('sine and cosine of turns', () => {
    const errors = between(-3, 3).flatMap((turns) => [
      Math.abs(sineOfTurns(turns) - Math.sin(2 * Math.PI * turns)),
      Math.abs(cosineOfTurns(turns) - Math.cos(2 * Math.PI * turns)),
    ]);
    // The language's own angle is off by up to 2e-15 here.
    expect(largest(errors)).toBeLessThan(4e-15);
  });

  it('whole powers', () => {
    expect(power(0.5, 10)).toBe(2 ** -10);
    expect(power(0.999, 0)).toBe(1);
    for (const exponent of [1, 7, 1000, 46_875]) {
      expect(Math.abs(power(0.999, exponent) / 0.999 ** exponent - 1)).toBeLessThan(1e-11);
    }
  });
});
