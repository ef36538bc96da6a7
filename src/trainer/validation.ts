import { intersectionOverUnion } from '../analysis/overlap.ts';
import { corrupt, maskOf } from '../data/corruption.ts';
import type { Dataset } from '../data/picture-set.ts';
import { createRandom } from '../data/random.ts';
import type { Pools } from '../data/sampler.ts';
import type { Engine } from '../engine/engine.ts';
import { toGrey } from '../engine/pictures.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import { type Corruption, targetsMask } from '../spec/tasks.ts';

/** Images evaluated in one go; also how many a quick look during an epoch takes. */
const CHUNK = 1000;

/** What a pass finds, each the mean over its images. */
export interface Verdict {
  loss: number;
  /** Intersection over union with the masks; null for tasks without masks. */
  overlap: number | null;
  /** Mean of |h| over the code's units; null where the code is not to be sparse. */
  activity: number | null;
}

interface ValidationOptions {
  /** Every image of the pool that has arrived, or only the first thousand. */
  all: boolean;
  corruption: Corruption;
  seed: number;
  /** Whether the code is to be sparse. */
  sparse: boolean;
}

/** One pass over validation images, in chunks, so that commands are heard between two of them. */
export class Validation {
  /** Whether this pass takes every image of the pool that has arrived. */
  readonly all: boolean;
  private readonly dataset: Dataset;
  private readonly split: 'train' | 'test';
  private readonly indices: Uint32Array;
  private readonly options: ValidationOptions;
  private done = 0;
  private readonly sums = { loss: 0, overlap: 0, activity: 0 };

  constructor(dataset: Dataset, pool: Pools['validation'], options: ValidationOptions) {
    this.all = options.all;
    this.dataset = dataset;
    this.split = pool.split;
    this.options = options;
    const here = pool.indices.filter((index) => dataset[pool.split].has(index));
    this.indices = options.all ? here : here.subarray(0, CHUNK);
  }

  /** Images of the whole pass. */
  get images(): number {
    return this.indices.length;
  }

  /** Evaluates the next chunk; returns the whole pass's verdict after the last one, null before. */
  async advance(engine: Engine): Promise<Verdict | null> {
    const chunk = this.indices.subarray(this.done, this.done + CHUNK);
    if (chunk.length > 0) await this.evaluate(engine, chunk);
    this.done += chunk.length;
    if (this.done < this.indices.length) return null;
    const { loss, overlap, activity } = this.sums;
    const { corruption, sparse } = this.options;
    return {
      loss: loss / this.images,
      overlap: targetsMask(corruption) ? overlap / this.images : null,
      activity: sparse ? activity / this.images : null,
    };
  }

  private async evaluate(engine: Engine, chunk: Uint32Array): Promise<void> {
    const { corruption, sparse } = this.options;
    const hasMasks = targetsMask(corruption);
    const isCorrupted = corruption.kind !== 'none';
    const images = this.imagesOf(chunk);
    const inputs = isCorrupted || sparse ? this.inputsFrom(images) : null;
    const targets = hasMasks ? images.slice() : images;
    if (hasMasks) maskOf(targets);
    this.sums.loss += (await engine.evaluate(targets, isCorrupted ? inputs : null)) * chunk.length;
    if (!inputs || !(hasMasks || sparse)) return;
    const codes = await engine.encode(inputs);
    if (sparse) this.sums.activity += meanSize(codes) * chunk.length;
    if (hasMasks) {
      const outputs = await engine.decode(codes);
      this.sums.overlap += intersectionOverUnion(outputs, targets) * chunk.length;
    }
  }

  /** May be a view of the dataset: nobody must write to it. */
  private imagesOf(chunk: Uint32Array): Uint8Array {
    const { pixels } = this.dataset[this.split];
    const start = chunk[0] ?? 0;
    if (chunk.every((index, place) => index === start + place)) {
      return pixels.subarray(start * DIGIT_SIZE, (start + chunk.length) * DIGIT_SIZE);
    }
    const images = new Uint8Array(chunk.length * DIGIT_SIZE);
    for (const [place, index] of chunk.entries()) {
      const image = pixels.subarray(index * DIGIT_SIZE, (index + 1) * DIGIT_SIZE);
      images.set(image, place * DIGIT_SIZE);
    }
    return images;
  }

  /** What goes in for these images, the same noise each time: the curve shows the network's change. */
  private inputsFrom(images: Uint8Array): Float32Array {
    const { corruption, seed } = this.options;
    const inputs = new Float32Array(images.length);
    toGrey(images, inputs);
    corrupt(inputs, corruption, createRandom(seed, `validation:${this.done}`));
    return inputs;
  }
}

function meanSize(values: Float32Array): number {
  return values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
}
