import { DIGIT_SIZE } from '../../spec/shape.ts';
import { floatsPerImage } from '../arithmetic.ts';
import type { Batches, ModelState } from '../engine.ts';
import type { BufferId, Program } from '../program.ts';
import { Arena } from './arena.ts';
import { type Address, instantiate, type Kernels } from './kernels.ts';
import { type Layout, layOut } from './layout.ts';
import { KernelMemory, MOST_BYTES } from './memory.ts';
import type { Plan, Purpose } from './plan.ts';
import type { PlannedPart } from './pool-orders.ts';
import { type Feed, type Part, Replica } from './replica.ts';

/**
 * Bytes of buffers worked on at once: what a processor's caches hold. Larger batches are worked on in
 * parts, whose gradients add up: Convolutional trains a fifth faster so. As every part packs all
 * weights anew, it is never smaller than four times these.
 */
const BYTES_AT_ONCE = 3.5 * 2 ** 20;
const FEWEST_AT_ONCE = 8;
const MOST_AT_ONCE = 256;
/** Sets of plans kept; evaluating odd numbers of images makes new ones. */
const MOST_KEPT = 12;

/** How batches of one size are trained on. */
export interface Schedule {
  feed: Feed;
  /** Each thread's share of a batch. */
  shares: readonly (readonly PlannedPart[])[];
  /** The first thread's, its plans bound. */
  parts: readonly Part[];
}

/** A program's memory and all that is laid out in it, as its first thread sees it. */
export class Workspace {
  readonly program: Program;
  readonly kernels: Kernels;
  readonly memory: KernelMemory;
  readonly layout: Layout;
  /** Every thread's; the first one's works here, the others only lay out what theirs will do. */
  readonly replicas: readonly [Replica, ...Replica[]];
  /** Images worked on at once. */
  readonly atOnce: number;
  /** Whether batches are not divided: the sparsity penalty's mean activity is that of all. */
  private readonly isWhole: boolean;
  /** Updates done so far. */
  step = 0;
  readonly images: Uint8Array;
  /** Which images have been copied to the kernels' memory: they may arrive late. */
  private readonly isHere: Uint8Array;
  private readonly kept = new Map<string, unknown>();
  /** Where the next plan goes. */
  private end: Address;

  /**
   * Throws a sentence where the program needs too much memory.
   * @param threads more than one shares the memory, which takes a binary made for that
   */
  constructor(
    module: WebAssembly.Module,
    program: Program,
    state: ModelState,
    images: Uint8Array,
    threads: number,
  ) {
    const layout = layOut(program, images.length, threads);
    this.program = program;
    this.layout = layout;
    this.atOnce = imagesAtOnce(program);
    this.isWhole = program.penalties.includes('sparsity');
    this.end = layout.end;
    this.images = images;
    this.isHere = new Uint8Array(images.length / DIGIT_SIZE);
    this.memory = new KernelMemory(threads > 1);
    this.memory.reserve(layout.end, refusedFor(1));
    const kernels = instantiate(module, this.memory.memory);
    this.kernels = kernels;
    const replica = (thread: number) => new Replica(kernels, program, layout, thread);
    this.replicas = [replica(0), ...layout.gradients.slice(1).map((_, i) => replica(i + 1))];
    this.restore(state);
  }

  /** Whether it was made for these. */
  isFor(program: Program, images: Uint8Array): boolean {
    return this.program === program && this.images === images;
  }

  /** Takes another state. */
  restore({ parameters, slots, step }: ModelState): void {
    const { count, p, gradients } = this.layout;
    this.memory.put(p, parameters);
    for (const [slot, at] of this.slots()) {
      this.memory.put(at, slots.subarray(slot * count, (slot + 1) * count));
    }
    for (const at of gradients) this.kernels.zero(at, 4 * count);
    this.step = step;
  }

  /** The plan for so many examples; made, and its memory taken, when it is first asked for. */
  plan(purpose: Exclude<Purpose, 'train'>, batch: number, ownInputs: boolean): Plan {
    const make = (arena: Arena) => this.replicas[0].plan(purpose, batch, ownInputs, arena);
    const plan = this.keep(`${purpose} ${batch} ${ownInputs}`, batch, make);
    plan.rest();
    return plan;
  }

  /** The same for training on batches of one size, and of what these bring along. */
  schedule({ batchSize, inputs, targets }: Batches): Schedule {
    const ownInputs = !inputs && !targets;
    const name = `train ${batchSize} ${inputs ? 'inputs' : ''} ${targets ? 'targets' : ''}`;
    return this.keep(name, batchSize, (arena) => {
      const feed = {
        indices: arena.floats(batchSize),
        inputs: inputs ? arena.floats(batchSize * DIGIT_SIZE) : 0,
        targets: targets ? arena.floats(batchSize * DIGIT_SIZE) : 0,
        draws: this.program.draws.map(({ size }) => arena.floats(batchSize * size)),
      };
      const shares = this.replicas.map((replica, thread) => {
        const plans = new Map<number, { base: Address; plan: Plan }>();
        return this.shareOf(thread, batchSize).map(([first, end]) => {
          const images = end - first;
          const base = arena.end;
          const place = plans.get(images) ?? {
            base,
            plan: replica.plan('train', images, ownInputs, arena),
          };
          plans.set(images, place);
          return { first, images, ...place };
        });
      });
      return {
        feed,
        parts: shares[0] ?? [],
        shares: shares.map((share) =>
          share.map(({ first, images, base }) => ({ first, images, base })),
        ),
      };
    });
  }

  /** Puts one of the batches where `feed` says, and images on their first turn where kernels look. */
  put(feed: Feed, { indices, batchSize, inputs, targets, draws }: Batches, step: number): void {
    const { memory, program, images, layout } = this;
    const [first, end] = [step * batchSize, (step + 1) * batchSize];
    const values = (from: Float32Array | null | undefined, size: number, to: Address) => {
      if (from) memory.put(to, from.subarray(first * size, end * size));
    };
    values(inputs, DIGIT_SIZE, feed.inputs);
    values(targets, DIGIT_SIZE, feed.targets);
    for (const [index, { size }] of program.draws.entries()) {
      values(draws?.[index], size, feed.draws[index] as Address);
    }
    const batch = indices.subarray(first, end);
    memory.putIntegers(feed.indices, batch);
    for (const index of batch) {
      if (this.isHere[index]) continue;
      const image = index * DIGIT_SIZE;
      memory.putBytes(layout.images + image, images.subarray(image, image + DIGIT_SIZE));
      this.isHere[index] = 1;
    }
  }

  /** Values of one example in a buffer. */
  sizeOf(buffer: BufferId): number {
    return this.program.buffers[buffer]?.size ?? 0;
  }

  state(): ModelState {
    const { count, p } = this.layout;
    const slots = new Float32Array(this.program.slotCount * count);
    for (const [slot, at] of this.slots()) slots.set(this.memory.take(at, count), slot * count);
    return { parameters: this.memory.take(p, count), slots, step: this.step };
  }

  /** A thread's share of a batch, cut into parts: [first, end). */
  private shareOf(thread: number, batch: number): [number, number][] {
    if (this.isWhole) return thread === 0 ? [[0, batch]] : [];
    const edge = (n: number) => Math.round((n * batch) / this.replicas.length);
    const first = edge(thread);
    return partsOf(edge(thread + 1) - first, this.atOnce).map(([a, b]) => [first + a, first + b]);
  }

  /** What was made by this name before, or what `make` lays out. */
  private keep<T>(name: string, images: number, make: (arena: Arena) => T): T {
    const known = this.kept.get(name);
    if (known) return known as T;
    if (this.kept.size >= MOST_KEPT) this.forget();
    let arena = new Arena(this.end);
    let made = make(arena);
    if (arena.end > MOST_BYTES && this.kept.size > 0) {
      this.forget();
      arena = new Arena(this.end);
      made = make(arena);
    }
    this.memory.reserve(arena.end, refusedFor(images));
    arena.write(this.memory);
    this.end = arena.end;
    this.kept.set(name, made);
    return made;
  }

  private forget(): void {
    this.kept.clear();
    this.end = this.layout.end;
  }

  /** The optimizer's arrays in use, by number. */
  private slots(): [number, Address][] {
    const { a, b } = this.layout;
    return ([a, b] as const).slice(0, this.program.slotCount).map((at, slot) => [slot, at]);
  }
}

/** Cuts `count` images into parts of at most `atOnce`: [first, end). */
export function partsOf(count: number, atOnce: number): [number, number][] {
  const parts = Math.ceil(count / atOnce);
  const edge = (part: number) => Math.round((part * count) / parts);
  return Array.from({ length: parts }, (_, part) => [edge(part), edge(part + 1)]);
}

function imagesAtOnce(program: Program): number {
  const bytes = Math.max(BYTES_AT_ONCE, 16 * program.parameterCount);
  const affordable = Math.floor(bytes / (4 * floatsPerImage(program)));
  return Math.min(Math.max(affordable, FEWEST_AT_ONCE), MOST_AT_ONCE);
}

function refusedFor(images: number): string {
  return `This network with ${images === 1 ? 'one image' : `${images} images`} at a time`;
}
