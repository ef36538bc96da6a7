import { beforeAll, describe, expect, it } from 'vitest';
import { type Dataset, PictureSet } from '../data/picture-set.ts';
import { createRandom } from '../data/random.ts';
import { gatherGrey } from '../engine/pictures.ts';
import { presetSpec } from '../spec/presets.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import type { Training } from '../spec/spec.ts';
import { BatchSource } from './batch-source.ts';

const start = { epoch: 0, position: 0 };
let dataset: Dataset;

function training(change: Partial<Training>): Training {
  return { ...presetSpec('vanilla').training, images: 2048, ...change };
}

/** All images that a source hands out until the epoch after the last has begun. */
function epochsOf(source: BatchSource, epochs: number): number[] {
  const indices: number[] = [];
  while (source.epoch < epochs) indices.push(...source.next(7, []).indices);
  return indices;
}

beforeAll(() => {
  dataset = { train: new PictureSet(60_000), test: new PictureSet(10_000) };
  const random = createRandom(1, 'test images');
  for (let i = 0; i < dataset.train.labels.length; i++) {
    dataset.train.labels[i] = Math.floor(10 * random.uniform());
  }
  for (let i = 0; i < 2048 * DIGIT_SIZE; i++) dataset.train.pixels[i] = random.uint32() % 256;
  dataset.train.markArrived(0, 2048);
});

describe('an epoch', () => {
  it('takes every image once, in batches of the chosen size with the rest at the end', () => {
    const source = new BatchSource(dataset, training({ batchSize: 300 }), 1, start);
    const sizes: number[] = [];
    const indices: number[] = [];
    while (source.epoch === 0) {
      const batches = source.next(1, []);
      sizes.push(batches.batchSize);
      indices.push(...batches.indices);
    }
    expect(sizes).toEqual([300, 300, 300, 300, 300, 300, 248]);
    expect(indices.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 2048 }, (_, i) => i));
  });

  it('takes only the chosen digits', () => {
    const source = new BatchSource(dataset, training({ digits: [3, 7] }), 1, start);
    for (const index of epochsOf(source, 1)) {
      expect([3, 7]).toContain(dataset.train.labels[index]);
    }
  });

  it('leaves the held-out tenth alone', () => {
    const source = new BatchSource(dataset, training({ validation: 'heldOut' }), 1, start);
    const indices = epochsOf(source, 1);
    expect(indices.length).toBe(1843);
    expect(Math.max(...indices)).toBeLessThan(1843);
  });

  it('keeps its length while most images have not arrived, and takes others for them', () => {
    const source = new BatchSource(dataset, training({ images: 10_000 }), 1, start);
    const indices = epochsOf(source, 1);
    expect(indices.length).toBe(10_000);
    expect(indices.every((index) => dataset.train.has(index))).toBe(true);
  });
});

it('is over when it has become shorter than what was trained of it', () => {
  const place = { epoch: 3, position: 5000 };
  const source = new BatchSource(dataset, training({}), 1, place);
  expect(source).toMatchObject({ epoch: 4, position: 0 });
});

describe('the order', () => {
  it('is the seed’s', () => {
    const orderOf = (seed: number) =>
      epochsOf(new BatchSource(dataset, training({}), seed, start), 2);
    expect(orderOf(1)).toEqual(orderOf(1));
    expect(orderOf(1)).not.toEqual(orderOf(2));
  });

  it('is the same however many batches are asked for at once, and from wherever it goes on', () => {
    const whole = epochsOf(new BatchSource(dataset, training({}), 1, start), 3);
    const source = new BatchSource(dataset, training({}), 1, start);
    const first: number[] = [];
    for (let i = 0; i < 5; i++) first.push(...source.next(2, []).indices);
    const resumed = epochsOf(new BatchSource(dataset, training({}), 1, source), 3);
    expect([...first, ...resumed]).toEqual(whole);
  });
});

describe('a batch that was drawn ahead', () => {
  const noisy = training({
    images: 10_000,
    batchSize: 16,
    corruption: { kind: 'gaussian', strength: 0.5 },
  });

  it('is the one that comes next, and the one after it is as ever', () => {
    const source = new BatchSource(dataset, noisy, 1, start);
    const prepared = source.prepare([]);
    expect(source).toMatchObject({ epoch: 0, position: 0 });
    const whole = new BatchSource(dataset, noisy, 1, start);
    expect(source.next(1, [])).toEqual(whole.next(1, []));
    expect(prepared.indices.length).toBe(16);
    expect(source.next(2, [])).toEqual(whole.next(2, []));
  });

  it('is drawn anew where images were missing, that may be here by then', () => {
    const late = { train: new PictureSet(60_000), test: dataset.test };
    late.train.labels.set(dataset.train.labels);
    late.train.markArrived(0, 2048);
    const source = new BatchSource(late, noisy, 1, { epoch: 1, position: 0 });
    const before = source.prepare([]);
    late.train.markArrived(2048, 10_000);
    const { indices } = source.next(1, []);
    expect(indices).not.toEqual(before.indices);
    expect(Math.max(...indices)).toBeGreaterThanOrEqual(2048);
  });
});

describe('noise', () => {
  it('is added to the inputs alone, in the chosen strength', () => {
    const batches = new BatchSource(
      dataset,
      training({ corruption: { kind: 'gaussian', strength: 0.1 } }),
      1,
      start,
    ).next(2, []);
    const clean = new Float32Array(batches.indices.length * DIGIT_SIZE);
    gatherGrey(dataset.train.pixels, batches.indices, clean);
    const squares = clean.map((value, i) => ((batches.inputs?.[i] ?? 0) - value) ** 2);
    const inside = squares.filter((_, i) => Math.abs((clean[i] ?? 0) - 0.5) < 0.1);
    expect(Math.sqrt(inside.reduce((sum, x) => sum + x, 0) / inside.length)).toBeCloseTo(0.1, 2);
    expect(new BatchSource(dataset, training({}), 1, start).next(1, []).inputs).toBeNull();
  });

  it('is the same however many batches are asked for at once', () => {
    const together = new BatchSource(
      dataset,
      training({ corruption: { kind: 'gaussian', strength: 0.5 } }),
      1,
      start,
    ).next(3, []);
    const source = new BatchSource(
      dataset,
      training({ corruption: { kind: 'gaussian', strength: 0.5 } }),
      1,
      start,
    );
    source.next(2, []);
    const third = source.next(1, []);
    expect(third.inputs).toEqual(together.inputs?.subarray(2 * 256 * DIGIT_SIZE));
  });
});
