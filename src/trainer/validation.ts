import { corrupt, maskOf } from '../data/corruption.ts';
import type { Dataset } from '../data/picture-set.ts';
import { createRandom } from '../data/random.ts';
import type { Pools } from '../data/sampler.ts';
import type { Engine } from '../engine/engine.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import { type Corruption, targetsMask } from '../spec/tasks.ts';

/** Images evaluated in one go; also how many a quick look during an epoch takes. */
const CHUNK = 1000;

/** One pass over validation images, in chunks, so that commands are heard between two of them. */
export class Validation {
  /** Whether this pass takes every image of the pool that has arrived. */
  readonly all: boolean;
  private readonly dataset: Dataset;
  private readonly split: 'train' | 'test';
  private readonly indices: Uint32Array;
  private readonly corruption: Corruption;
  private readonly seed: number;
  private done = 0;
  private sum = 0;

  /** @param all every image of the pool that has arrived, or only the first thousand */
  constructor(
    dataset: Dataset,
    pool: Pools['validation'],
    options: { all: boolean; corruption: Corruption; seed: number },
  ) {
    this.all = options.all;
    this.dataset = dataset;
    this.split = pool.split;
    const here = pool.indices.filter((index) => dataset[pool.split].has(index));
    this.indices = options.all ? here : here.subarray(0, CHUNK);
    this.corruption = options.corruption;
    this.seed = options.seed;
  }

  /** Images of the whole pass. */
  get images(): number {
    return this.indices.length;
  }

  /** Evaluates the next chunk; returns the mean loss after the last one, null before. */
  async advance(engine: Engine): Promise<number | null> {
    const chunk = this.indices.subarray(this.done, this.done + CHUNK);
    if (chunk.length > 0) this.sum += (await this.evaluate(engine, chunk)) * chunk.length;
    this.done += chunk.length;
    return this.done < this.indices.length ? null : this.sum / this.indices.length;
  }

  private evaluate(engine: Engine, chunk: Uint32Array): Promise<number> {
    const { pixels } = this.dataset[this.split];
    const targets = new Uint8Array(chunk.length * DIGIT_SIZE);
    for (const [place, index] of chunk.entries()) {
      const image = pixels.subarray(index * DIGIT_SIZE, (index + 1) * DIGIT_SIZE);
      targets.set(image, place * DIGIT_SIZE);
    }
    if (this.corruption.kind === 'none') return engine.evaluate(targets, null);
    const inputs = Float32Array.from(targets, (byte) => byte / 255);
    // The same noise each time: the curve shows the network's change, not the noise's.
    corrupt(inputs, this.corruption, createRandom(this.seed, `validation:${this.done}`));
    if (targetsMask(this.corruption)) maskOf(targets);
    return engine.evaluate(targets, inputs);
  }
}
