import { describe, expect, it } from 'vitest';
import { DIGIT_SIZE } from '../spec/shape.ts';
import { type CorruptionKind, corruptions, initialCorruption } from '../spec/tasks.ts';
import { corrupt, maskOf } from './corruption.ts';
import { createRandom } from './random.ts';

const kinds = Object.keys(corruptions) as CorruptionKind[];
const random = () => createRandom(1, 'noise');

/** Pictures of one grey. */
function plain(count: number, grey: number): Float32Array {
  return new Float32Array(count * DIGIT_SIZE).fill(grey);
}

function corrupted(pictures: Float32Array, kind: CorruptionKind, strength: number): Float32Array {
  const copy = pictures.slice();
  corrupt(copy, { kind, strength }, random());
  return copy;
}

const mean = (values: Float32Array) => values.reduce((sum, x) => sum + x, 0) / values.length;
const deviation = (values: Float32Array) =>
  Math.sqrt(mean(values.map((x) => x * x)) - mean(values) ** 2);
const share = (values: Float32Array, value: number) =>
  values.filter((x) => x === value).length / values.length;

describe.each(kinds)('%s', (kind) => {
  const { strength } = initialCorruption(kind);

  it('keeps pixels between paper and ink, and is the same for the same chance', () => {
    const pictures = plain(4, 0.7).map((grey, i) => (i % 3 === 0 ? grey : 0));
    const once = corrupted(pictures, kind, strength);
    expect(once.every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true);
    expect(corrupted(pictures, kind, strength)).toEqual(once);
    if (kind === 'none') expect(once).toEqual(pictures);
    else expect(once).not.toEqual(pictures);
  });
});

it('Gaussian noise has the given strength, and is clipped', () => {
  const grey = corrupted(plain(30, 0.5), 'gaussian', 0.1);
  expect(mean(grey)).toBeCloseTo(0.5, 2);
  expect(deviation(grey)).toBeCloseTo(0.1, 2);
  expect(share(corrupted(plain(30, 0), 'gaussian', 0.5), 0)).toBeCloseTo(0.5, 1);
  expect(share(corrupted(plain(30, 1), 'gaussian', 0.5), 1)).toBeCloseTo(0.5, 1);
});

it('salt and pepper change the given share, half to paper and half to ink', () => {
  const grey = corrupted(plain(30, 0.5), 'saltAndPepper', 0.4);
  expect(share(grey, 0)).toBeCloseTo(0.2, 2);
  expect(share(grey, 1)).toBeCloseTo(0.2, 2);
  expect(share(grey, 0.5)).toBeCloseTo(0.6, 2);
});

it('speckle grows with the ink, and leaves paper alone', () => {
  expect(deviation(corrupted(plain(30, 0.5), 'speckle', 0.2))).toBeCloseTo(0.1, 2);
  expect(share(corrupted(plain(3, 0), 'speckle', 0.2), 0)).toBe(1);
});

it('a square of the given side is missing, each time elsewhere', () => {
  const pictures = corrupted(plain(20, 1), 'square', 10);
  const firstMissing = new Set<number>();
  for (let first = 0; first < pictures.length; first += DIGIT_SIZE) {
    const picture = pictures.subarray(first, first + DIGIT_SIZE);
    expect(share(picture, 0) * DIGIT_SIZE).toBeCloseTo(100, 6);
    firstMissing.add(picture.indexOf(0));
  }
  expect(firstMissing.size).toBeGreaterThan(10);
});

it('half of the picture is missing, from any of its sides', () => {
  const pictures = corrupted(plain(40, 1), 'half', 0.5);
  const halves = new Set<string>();
  for (let first = 0; first < pictures.length; first += DIGIT_SIZE) {
    const picture = pictures.subarray(first, first + DIGIT_SIZE);
    expect(share(picture, 0)).toBe(0.5);
    halves.add(`${picture[0]} ${picture[27]} ${picture[27 * 28]}`);
  }
  expect(halves.size).toBe(4);
});

it('coarse pictures are the means of their squares', () => {
  const picture = Float32Array.from({ length: DIGIT_SIZE }, (_, i) =>
    i % 28 < 2 && i < 28 ? 1 : 0,
  );
  expect(corrupted(picture, 'coarse14', 0)[29]).toBe(0.5);
  expect(corrupted(picture, 'coarse7', 0)[3 * 28 + 3]).toBe(2 / 16);
});

it('clutter stays below its contrast, and under the ink', () => {
  expect(Math.max(...corrupted(plain(5, 0), 'clutter', 0.6))).toBeLessThanOrEqual(0.6);
  expect(deviation(corrupted(plain(5, 0), 'clutter', 0.6))).toBeGreaterThan(0.05);
  expect(share(corrupted(plain(1, 1), 'clutter', 0.6), 1)).toBe(1);
});

it('a mask has ink or none', () => {
  const bytes = Uint8Array.of(0, 127, 128, 255);
  maskOf(bytes);
  expect([...bytes]).toEqual([0, 0, 255, 255]);
});
