import { addGaussianNoise } from '../data/noise.ts';
import type { Dataset } from '../data/picture-set.ts';
import { createRandom } from '../data/random.ts';
import { choosePools, epochOrder, type Pools, substitution } from '../data/sampler.ts';
import type { Batches } from '../engine/engine.ts';
import { gatherGrey } from '../engine/pictures.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import type { Training } from '../spec/spec.ts';

/** Hands out an experiment's batches in their order; where it stands is two numbers. */
export class BatchSource {
  readonly pools: Pools;
  /** Epochs completed, and images of the running one already handed out. */
  epoch: number;
  position: number;
  private readonly dataset: Dataset;
  private readonly training: Training;
  private readonly seed: number;
  private readonly substitute: (index: number) => number;
  private order: { epoch: number; indices: Uint32Array } | null = null;

  constructor(
    dataset: Dataset,
    training: Training,
    seed: number,
    place: { epoch: number; position: number },
  ) {
    this.dataset = dataset;
    this.training = training;
    this.seed = seed;
    this.pools = choosePools({
      images: training.images,
      digits: training.digits,
      validation: training.validation,
      trainLabels: dataset.train.labels,
      testLabels: dataset.test.labels,
    });
    this.substitute = substitution(this.pools.train, dataset.train);
    // An epoch that was longer before the settings changed may be over by now.
    const isOver = place.position >= this.epochLength;
    this.epoch = place.epoch + Number(isOver);
    this.position = isOver ? 0 : place.position;
  }

  /** Images in an epoch. */
  get epochLength(): number {
    return this.pools.train.length;
  }

  /**
   * The next batches, at most `steps` of them and none past the epoch's end; the last batch of an
   * epoch holds what is left, alone. Moves on: at an epoch's end to the next epoch's beginning.
   */
  next(steps: number): Batches {
    const left = this.epochLength - this.position;
    const batchSize = Math.min(this.training.batchSize, left);
    const count = batchSize * Math.min(steps, Math.floor(left / batchSize));
    const order = this.currentOrder().subarray(this.position, this.position + count);
    const indices = Uint32Array.from(order, this.substitute);
    const inputs = this.training.noise > 0 ? this.noisyInputs(indices, batchSize) : null;
    this.position += count;
    if (this.position >= this.epochLength) {
      this.epoch++;
      this.position = 0;
    }
    return { indices, batchSize, inputs };
  }

  private currentOrder(): Uint32Array {
    if (this.order?.epoch !== this.epoch) {
      this.order = {
        epoch: this.epoch,
        indices: epochOrder(this.seed, this.epoch, this.pools.train),
      };
    }
    return this.order.indices;
  }

  /** Each batch has a stream of its own, so that noise is the same from wherever a run goes on. */
  private noisyInputs(indices: Uint32Array, batchSize: number): Float32Array {
    const inputs = new Float32Array(indices.length * DIGIT_SIZE);
    gatherGrey(this.dataset.train.pixels, indices, inputs);
    for (let first = 0; first < indices.length; first += batchSize) {
      const random = createRandom(this.seed, `noise:${this.epoch}:${this.position + first}`);
      const batch = inputs.subarray(first * DIGIT_SIZE, (first + batchSize) * DIGIT_SIZE);
      addGaussianNoise(batch, this.training.noise, random);
    }
    return inputs;
  }
}
