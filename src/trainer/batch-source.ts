import { corrupt, targetsOf } from '../data/corruption.ts';
import type { SplitName } from '../data/packs.ts';
import type { Dataset } from '../data/picture-set.ts';
import { createRandom, type Random } from '../data/random.ts';
import { choosePools, epochOrder, type Pools, substitution } from '../data/sampler.ts';
import { drawnValues } from '../engine/draw.ts';
import type { Batches } from '../engine/engine.ts';
import { gatherGrey } from '../engine/pictures.ts';
import type { Draw } from '../engine/program.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import type { Training } from '../spec/spec.ts';
import { targetsMask } from '../spec/tasks.ts';

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
  /** The next batch, drawn ahead. */
  private prepared: { batch: Omit<Batches, 'weights'>; draws: readonly Draw[] } | null = null;

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

  /** Whether every image of an epoch is here, so that none takes another's place, and of validation. */
  get isComplete(): boolean {
    const { train, validation } = this.pools;
    const isHere = (split: SplitName, indices: Uint32Array) => {
      const [first, last] = [indices[0], indices.at(-1)];
      if (first === undefined || last === undefined) return true;
      return this.dataset[split].arrived.some(({ start, end }) => start <= first && last < end);
    };
    return isHere('train', train) && isHere(validation.split, validation.indices);
  }

  /**
   * The next batches, at most `steps` of them and none past the epoch's end; the last batch of an
   * epoch holds what is left, alone. Moves on: at an epoch's end to the next epoch's beginning.
   * @param draws what the program wants drawn
   */
  next(steps: number, draws: readonly Draw[]): Omit<Batches, 'weights'> {
    const { prepared } = this;
    this.prepared = null;
    const isPrepared = prepared !== null && steps === 1 && prepared.draws === draws;
    const batches = isPrepared ? prepared.batch : this.batches(steps, draws);
    this.position += batches.indices.length;
    if (this.position >= this.epochLength) {
      this.epoch++;
      this.position = 0;
    }
    return batches;
  }

  /**
   * Draws the next batch ahead, so that `next` finds it; it is kept only where all of its images are
   * here, as then it can't become another one.
   */
  prepare(draws: readonly Draw[]): Omit<Batches, 'weights'> {
    const batch = this.batches(1, draws);
    const order = this.currentOrder();
    const isHere = batch.indices.every((index, i) => index === order[this.position + i]);
    this.prepared = isHere ? { batch, draws } : null;
    return batch;
  }

  /** The next batches as `next` hands them out; does not move on. */
  private batches(steps: number, draws: readonly Draw[]): Omit<Batches, 'weights'> {
    const left = this.epochLength - this.position;
    const batchSize = Math.min(this.training.batchSize, left);
    const count = batchSize * Math.min(steps, Math.floor(left / batchSize));
    const order = this.currentOrder().subarray(this.position, this.position + count);
    const indices = order.map(this.substitute);
    const inputs = this.inputs(indices, batchSize);
    const targets = targetsMask(this.training.corruption) ? this.masks(indices) : null;
    const drawn = draws.map((draw) => this.drawn(draw, indices.length, batchSize));
    return { indices, batchSize, inputs, targets, draws: drawn };
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

  /** The images corrupted; null where they go in as they are. */
  private inputs(indices: Uint32Array, batchSize: number): Float32Array | null {
    const { corruption } = this.training;
    if (corruption.kind === 'none') return null;
    const inputs = new Float32Array(indices.length * DIGIT_SIZE);
    gatherGrey(this.dataset.train.pixels, indices, inputs);
    for (let first = 0; first < indices.length; first += batchSize) {
      const batch = inputs.subarray(first * DIGIT_SIZE, (first + batchSize) * DIGIT_SIZE);
      corrupt(batch, corruption, this.stream('noise', first));
    }
    return inputs;
  }

  /** The images' targets where these are not the images. */
  private masks(indices: Uint32Array): Float32Array {
    const images = new Float32Array(indices.length * DIGIT_SIZE);
    gatherGrey(this.dataset.train.pixels, indices, images);
    return targetsOf(images, this.training.corruption);
  }

  private drawn(draw: Draw, images: number, batchSize: number): Float32Array {
    const values = new Float32Array(images * draw.size);
    for (let first = 0; first < images; first += batchSize) {
      const random = this.stream(`draw:${draw.buffer}`, first);
      values.set(drawnValues(draw, batchSize, random), first * draw.size);
    }
    return values;
  }

  /** Each batch has a stream of its own, so that chance is the same from wherever a run goes on. */
  private stream(name: string, first: number): Random {
    return createRandom(this.seed, `${name}:${this.epoch}:${this.position + first}`);
  }
}
