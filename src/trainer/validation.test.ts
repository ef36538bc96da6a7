import { beforeEach, expect, test } from 'vitest';
import { type Dataset, PictureSet } from '../data/picture-set.ts';
import type { Engine } from '../engine/engine.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import { initialCorruption, NO_CORRUPTION } from '../spec/tasks.ts';
import { Validation, type Verdict } from './validation.ts';

const COUNT = 2500;
let dataset: Dataset;

/** Loss 0.5, a code of (1, −3), and outputs that are the first pixel's inputs everywhere. */
const engine: Pick<Engine, 'evaluate' | 'encode' | 'decode'> = {
  evaluate: async () => 0.5,
  encode: async (pictures) =>
    Float32Array.from({ length: (2 * pictures.length) / DIGIT_SIZE }, (_, i) => (i % 2 ? -3 : 1)),
  decode: async (codes) => new Float32Array((codes.length / 2) * DIGIT_SIZE).fill(1),
};

async function run(options: Partial<ConstructorParameters<typeof Validation>[2]>) {
  const pool = {
    split: 'test',
    indices: Uint32Array.from({ length: COUNT }, (_, i) => i),
  } as const;
  const defaults = { all: true, corruption: NO_CORRUPTION, seed: 1, sparse: false };
  const validation = new Validation(dataset, pool, { ...defaults, ...options });
  let verdict: Verdict | null = null;
  let chunks = 0;
  while (!verdict) {
    verdict = await validation.advance(engine as Engine);
    chunks++;
  }
  return { verdict, chunks, images: validation.images };
}

beforeEach(() => {
  dataset = { train: new PictureSet(1), test: new PictureSet(10_000) };
  // Ink in a quarter of each picture, too pale for the mask in a second quarter.
  for (let i = 0; i < COUNT; i++) {
    dataset.test.pixels.fill(255, i * DIGIT_SIZE, i * DIGIT_SIZE + DIGIT_SIZE / 4);
    dataset.test.pixels.fill(100, i * DIGIT_SIZE + DIGIT_SIZE / 4, i * DIGIT_SIZE + DIGIT_SIZE / 2);
  }
  dataset.test.markArrived(0, COUNT);
});

test('goes over all images in chunks, and tells the loss alone where no more is asked', async () => {
  const { verdict, chunks, images } = await run({});
  expect({ chunks, images }).toEqual({ chunks: 3, images: COUNT });
  expect(verdict).toEqual({ loss: 0.5, overlap: null, activity: null });
});

test('a quick look takes the first thousand', async () => {
  expect(await run({ all: false })).toMatchObject({ chunks: 1, images: 1000 });
});

test('of a sparse code tells the mean activity', async () => {
  expect((await run({ sparse: true })).verdict.activity).toBe(2);
});

test('of a segmenting network tells the overlap with the masks', async () => {
  // All pixels are given, a quarter of them is right.
  const { verdict } = await run({ corruption: initialCorruption('clutter') });
  expect(verdict.overlap).toBe(0.25);
  // The images themselves stay as they are.
  expect(dataset.test.pixels[DIGIT_SIZE / 4]).toBe(100);
});
