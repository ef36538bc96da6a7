import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';
import { splitmix64, xoshiro128 } from './xoshiro.ts';

function take<T>(n: number, next: () => T): T[] {
  return Array.from({ length: n }, next);
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Pearson's r. */
function correlation(a: number[], b: number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const products = (x: number[], mx: number, y: number[], my: number) =>
    mean(x.map((value, i) => (value - mx) * ((y[i] ?? 0) - my)));
  const covariance = products(a, meanA, b, meanB);
  return covariance / Math.sqrt(products(a, meanA, a, meanA) * products(b, meanB, b, meanB));
}

describe('the generators', () => {
  it("xoshiro128** gives the outputs of its authors' C code", () => {
    // State {1, 2, 3, 4}; as in the test of Rust's rand_xoshiro.
    expect(take(10, xoshiro128([1, 2, 3, 4]).next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
      4258142804,
    ]);
  });

  it('SplitMix64 gives the published outputs for seed 1234567', () => {
    // https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64
    expect(take(5, splitmix64(1234567n))).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
      16408922859458223821n,
    ]);
  });
});

describe('createRandom', () => {
  const draws = 100_000;

  it('repeats itself for the same seed and name, and for no other', () => {
    const first = take(8, createRandom(7, 'weights').uint32);
    expect(take(8, createRandom(7, 'weights').uint32)).toEqual(first);
    expect(take(8, createRandom(8, 'weights').uint32)).not.toEqual(first);
    expect(take(8, createRandom(7, 'noise').uint32)).not.toEqual(first);
  });

  it('is uniform: moments and ten equal bins', () => {
    const values = take(draws, createRandom(1, 'weights').uniform);
    expect(Math.min(...values.slice(0, 1000))).toBeGreaterThanOrEqual(0);
    expect(mean(values)).toBeCloseTo(0.5, 2);
    expect(mean(values.map((value) => value ** 2))).toBeCloseTo(1 / 3, 2);
    const bins = new Array<number>(10).fill(0);
    for (const value of values) {
      const bin = Math.floor(value * 10);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    // Chi-squared with 9 degrees of freedom exceeds 27.9 once in a thousand.
    const expected = draws / 10;
    const chi2 = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chi2).toBeLessThan(27.9);
  });

  describe('normal numbers', () => {
    const count = 2_000_000;
    const values = new Float32Array(count);
    createRandom(2, 'noise').normals(values);
    const average = (of: (value: number) => number) =>
      values.reduce((sum, value) => sum + of(value), 0) / count;

    // Each is off by its standard deviation, √(variance / count), once in three; by four of them never.
    it.each([
      { name: 'mean 0', power: 1, expected: 0, variance: 1 },
      { name: 'variance 1', power: 2, expected: 1, variance: 2 },
      { name: 'skewness 0', power: 3, expected: 0, variance: 15 },
      { name: 'kurtosis 3', power: 4, expected: 3, variance: 96 },
      { name: 'sixth moment 15', power: 6, expected: 15, variance: 10_395 - 225 },
    ])('have $name', ({ power, expected, variance }) => {
      const error = average((value) => value ** power) - expected;
      expect(Math.abs(error)).toBeLessThan(4 * Math.sqrt(variance / count));
    });

    // 1 − erf(x / √2), by scipy.stats.norm.sf.
    it.each([
      [0.1, 0.920344325],
      [0.5, 0.617075077],
      [1, 0.317310508],
      [2, 0.0455002639],
      [3, 0.0026997961],
      [3.442619855899, 0.00057613],
      [4, 0.0000633424837],
    ])('lie outside ±%d as often as they should, on both sides', (x, chance) => {
      for (const sign of [-1, 1]) {
        const share = average((value) => Number(sign * value > x));
        const half = chance / 2;
        expect(Math.abs(share - half)).toBeLessThan(4 * Math.sqrt((half * (1 - half)) / count));
      }
    });

    it('are not tied to the next one', () => {
      const some = [...values.subarray(0, draws)];
      expect(Math.abs(correlation(some.slice(0, -1), some.slice(1)))).toBeLessThan(0.015);
      const sizes = some.map(Math.abs);
      expect(Math.abs(correlation(sizes.slice(0, -1), sizes.slice(1)))).toBeLessThan(0.015);
    });

    it('are the same on every machine', () => {
      const bytes = new Uint8Array(values.buffer);
      const hash = bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5);
      expect((hash >>> 0).toString(16)).toBe('1851bec0');
    });

    it('are the same in parts, one by one, and between other numbers', () => {
      const [inParts, single] = [createRandom(2, 'noise'), createRandom(2, 'noise')];
      for (
        let first = 0, length = 0;
        first < 20_000;
        first += length, length = (length + 7) % 3001
      ) {
        const part = new Float32Array(length);
        inParts.normals(part);
        expect(part).toEqual(values.slice(first, first + length));
      }
      expect(Float32Array.from(take(20_000, single.normal))).toEqual(values.slice(0, 20_000));

      // After as many numbers, either way, the stream is where it was.
      const [first, second] = [createRandom(3, 'noise'), createRandom(3, 'noise')];
      first.normals(new Float32Array(5000));
      take(5000, second.normal);
      expect(take(4, first.uint32)).toEqual(take(4, second.uint32));
    });
  });

  it('fills arrays with the words that it would give one by one', () => {
    const words = new Uint32Array(3000);
    const random = createRandom(4, 'noise');
    random.uint32s(words.subarray(0, 1));
    random.uint32s(words.subarray(1));
    expect([...words]).toEqual(take(3000, createRandom(4, 'noise').uint32));
  });

  it('gives streams that do not move together', () => {
    const weights = take(draws, createRandom(3, 'weights').uniform);
    const noise = take(draws, createRandom(3, 'noise').uniform);
    const nextSeed = take(draws, createRandom(4, 'weights').uniform);
    expect(Math.abs(correlation(weights, noise))).toBeLessThan(0.015);
    expect(Math.abs(correlation(weights, nextSeed))).toBeLessThan(0.015);
  });

  it('permutes: every number once, every place equally likely', () => {
    const random = createRandom(5, 'shuffle');
    expect([...random.permutation(1000)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 1000 }, (_, i) => i),
    );
    const places = new Array<number>(4).fill(0);
    for (let i = 0; i < 8000; i++) {
      const place = random.permutation(4).indexOf(0);
      places[place] = (places[place] ?? 0) + 1;
    }
    // Standard deviation of each count: sqrt(8000 * 1/4 * 3/4) = 39.
    for (const count of places) expect(Math.abs(count - 2000)).toBeLessThan(4 * 39);
  });

  it('shuffles only the part it is given', () => {
    const array = Uint32Array.from({ length: 30 }, (_, i) => i);
    createRandom(6, 'shuffle').shuffle(array, 10, 20);
    const identity = Uint32Array.from({ length: 30 }, (_, i) => i);
    expect(array.subarray(0, 10)).toEqual(identity.subarray(0, 10));
    expect(array.subarray(20)).toEqual(identity.subarray(20));
    expect(array.subarray(10, 20)).not.toEqual(identity.subarray(10, 20));
    expect(array.toSorted()).toEqual(identity);
  });
});
