import { DIGIT_SIZE } from '../../spec/shape.ts';
import { floatsPerImage } from '../arithmetic.ts';
import type { ModelState } from '../engine.ts';
import type { BufferId, Program } from '../program.ts';
import { Arena } from './arena.ts';
import { type Address, instantiate, type Kernels } from './kernels.ts';
import { type Plan, type Purpose, plan } from './plan.ts';
import type { Call, Penalties } from './site.ts';
import { type Arrays, updates } from './update.ts';

/** The compiler's own data come first. */
const START = 4096;
const PAGE = 65_536;
/** Bytes that a program may take; browsers on phones give little more. */
const MOST_BYTES = 2 ** 30;
/**
 * Bytes of buffers worked on at once: what a processor's caches hold. Larger batches are worked on in
 * parts, whose gradients add up: Convolutional trains a fifth faster so. As every part packs all
 * weights anew, it is never smaller than four times these.
 */
const BYTES_AT_ONCE = 3.5 * 2 ** 20;
const FEWEST_AT_ONCE = 8;
const MOST_AT_ONCE = 256;
/** Plans kept; evaluating odd numbers of images makes new ones. */
const MOST_PLANS = 12;

/** A program's memory: parameters, gradients, the optimizer's arrays, and its plans. */
export class Workspace {
  readonly program: Program;
  readonly kernels: Kernels;
  /** Images worked on at once, without training and while training. */
  readonly atOnce: number;
  readonly trainAtOnce: number;
  private readonly penalties: Penalties;
  /** Updates done so far. */
  private step: number;
  private readonly memory: WebAssembly.Memory;
  private readonly arrays: Arrays;
  /** Where plans begin, and what they take. */
  private readonly base: number;
  private end: number;
  private readonly plans = new Map<string, Plan>();
  private views: { bytes: Uint8Array; floats: Float32Array } | null = null;

  /** Throws a sentence where the program needs too much memory. */
  constructor(module: WebAssembly.Module, program: Program, state: ModelState) {
    const count = program.parameterCount;
    const arena = new Arena(START);
    this.arrays = {
      p: arena.floats(count),
      g: arena.floats(count),
      a: arena.floats(count),
      b: arena.floats(count),
      count,
    };
    this.program = program;
    this.atOnce = imagesAtOnce(program);
    // The sparsity penalty's mean activity is that of the whole batch.
    const isWhole = program.penalties.includes('sparsity');
    this.trainAtOnce = isWhole ? Number.MAX_SAFE_INTEGER : this.atOnce;
    this.penalties = { weights: [], batch: 1, sums: new Float64Array(program.penalties.length) };
    this.base = arena.end;
    this.end = arena.end;
    this.step = state.step;
    this.memory = new WebAssembly.Memory({ initial: 1 });
    this.reserve(arena.end, 1);
    this.kernels = instantiate(module, this.memory);
    this.write(this.arrays.p, state.parameters);
    for (const [slot, at] of this.slots()) {
      this.write(at, state.slots.subarray(slot * count, (slot + 1) * count));
    }
  }

  /** The memory, byte by byte. */
  get bytes(): Uint8Array {
    return this.viewed().bytes;
  }

  /** The plan for so many examples; made, and its memory taken, when it is first asked for. */
  plan(purpose: Purpose, batch: number, ownInputs: boolean): Plan {
    const key = `${purpose} ${batch} ${ownInputs}`;
    const known = this.plans.get(key);
    if (known) return known;
    if (this.plans.size >= MOST_PLANS) this.forgetPlans();
    let made = this.make(purpose, batch, ownInputs);
    if (made.arena.end > MOST_BYTES && this.plans.size > 0) {
      this.forgetPlans();
      made = this.make(purpose, batch, ownInputs);
    }
    this.reserve(made.arena.end, batch);
    made.arena.write(this.memory.buffer);
    made.plan.rest();
    this.end = made.arena.end;
    this.plans.set(key, made.plan);
    return made.plan;
  }

  /**
   * Before the parts of a batch are learned from.
   * @param batch images of the whole batch
   * @param weights of the penalties
   */
  beginBatch(batch: number, weights: readonly number[]): void {
    this.penalties.batch = batch;
    this.penalties.weights = weights;
    this.penalties.sums.fill(0);
  }

  /** What each penalty has come to in this batch so far, times its weight. */
  get penaltySums(): Float64Array {
    return this.penalties.sums;
  }

  /**
   * Forward and backward on what the plan's buffers hold; the gradients add up until `update`.
   * @returns the sum of the losses of all values
   */
  learn({ forward, loss, backward }: Plan): number {
    execute(forward);
    const sum = loss(this.penalties.batch * DIGIT_SIZE);
    for (const call of backward) call();
    return sum;
  }

  /** One step of the optimizer. */
  update(learningRate: number): void {
    const { kernels, arrays, program } = this;
    this.step++;
    updates[program.optimizer](kernels, arrays, learningRate, this.step);
    kernels.zero(arrays.g, 4 * arrays.count);
  }

  put(plan: Plan, buffer: BufferId, values: Float32Array): void {
    this.write(plan.buffer(buffer), values);
  }

  /** A copy of a buffer's values. */
  take(plan: Plan, buffer: BufferId): Float32Array<ArrayBuffer> {
    return this.read(plan.buffer(buffer), plan.batch * this.sizeOf(buffer));
  }

  sizeOf(buffer: BufferId): number {
    return this.program.buffers[buffer]?.size ?? 0;
  }

  state(): ModelState {
    const { count, p } = this.arrays;
    const slots = new Float32Array(this.program.slotCount * count);
    for (const [slot, at] of this.slots()) slots.set(this.read(at, count), slot * count);
    return { parameters: this.read(p, count), slots, step: this.step };
  }

  private make(purpose: Purpose, batch: number, ownInputs: boolean) {
    const { kernels, arrays } = this;
    const arena = new Arena(this.end);
    const made = plan(this.program, purpose, ownInputs, {
      kernels,
      arena,
      batch,
      weights: ({ offset }) => arrays.p + 4 * offset,
      gradient: ({ offset }) => arrays.g + 4 * offset,
      penalties: this.penalties,
    });
    return { arena, plan: made };
  }

  private forgetPlans(): void {
    this.plans.clear();
    this.end = this.base;
  }

  /** Makes the memory reach up to `end`, or throws a sentence. */
  private reserve(end: number, batch: number): void {
    const refusal = `This network with ${batch === 1 ? 'one image' : `${batch} images`} at a time needs ${(end / 2 ** 20).toFixed(0)} MB of memory`;
    if (end > MOST_BYTES) {
      throw new Error(`${refusal}; WebAssembly may take ${MOST_BYTES / 2 ** 20} MB.`);
    }
    const missing = Math.ceil(end / PAGE) - this.memory.buffer.byteLength / PAGE;
    if (missing <= 0) return;
    try {
      this.memory.grow(missing);
    } catch {
      throw new Error(`${refusal}, which this browser does not give.`);
    }
  }

  /** The optimizer's arrays in use, by number. */
  private slots(): [number, Address][] {
    const { a, b } = this.arrays;
    return ([a, b] as const).slice(0, this.program.slotCount).map((at, slot) => [slot, at]);
  }

  private write(at: Address, values: Float32Array): void {
    this.viewed().floats.set(values, at / 4);
  }

  private read(at: Address, count: number): Float32Array<ArrayBuffer> {
    return Float32Array.from(this.viewed().floats.subarray(at / 4, at / 4 + count));
  }

  /** Views of the memory; growing made the earlier ones empty. */
  private viewed() {
    if (!this.views?.bytes.length) {
      const { buffer } = this.memory;
      this.views = { bytes: new Uint8Array(buffer), floats: new Float32Array(buffer) };
    }
    return this.views;
  }
}

function imagesAtOnce(program: Program): number {
  const bytes = Math.max(BYTES_AT_ONCE, 16 * program.parameterCount);
  const affordable = Math.floor(bytes / (4 * floatsPerImage(program)));
  return Math.min(Math.max(affordable, FEWEST_AT_ONCE), MOST_AT_ONCE);
}

/** Makes the calls of some of a plan's forward operations. */
export function execute(operations: readonly Call[][]): void {
  for (const calls of operations) for (const call of calls) call();
}
