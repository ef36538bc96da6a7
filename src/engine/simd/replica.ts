import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { BufferId, Program } from '../program.ts';
import type { Arena } from './arena.ts';
import type { Address, Kernels } from './kernels.ts';
import type { Layout } from './layout.ts';
import { type Plan, type Purpose, plan } from './plan.ts';
import type { Call, Penalties } from './site.ts';
import { updates } from './update.ts';

/** A cache's line holds as many floats: threads never write to the same one. */
const LINE = 16;

/** Where a step finds its batch. */
export interface Feed {
  /** Training images by number. */
  indices: Address;
  /** The network's inputs and what it shall give, 784 floats an image; 0 where these are the images. */
  inputs: Address;
  targets: Address;
  /** The values of each of the program's draws. */
  draws: readonly Address[];
}

/** Images of a batch that are worked on at once: the first one's place in the batch, and the plan. */
export interface Part {
  first: number;
  plan: Plan;
}

/** What one thread does in training: its share of each batch, and of the parameters. */
export class Replica {
  private readonly kernels: Kernels;
  private readonly program: Program;
  private readonly layout: Layout;
  private readonly thread: number;
  private readonly penalties: Penalties;

  constructor(kernels: Kernels, program: Program, layout: Layout, thread: number) {
    this.kernels = kernels;
    this.program = program;
    this.layout = layout;
    this.thread = thread;
    this.penalties = { weights: [], batch: 1, sums: new Float64Array(program.penalties.length) };
  }

  /** Lays out a plan; its tables are not written yet. */
  plan(purpose: Purpose, batch: number, ownInputs: boolean, arena: Arena): Plan {
    const { kernels, layout } = this;
    const gradients = layout.gradients[this.thread] ?? 0;
    return plan(this.program, purpose, ownInputs, {
      kernels,
      arena,
      batch,
      weights: ({ offset }) => layout.p + 4 * offset,
      gradient: ({ offset }) => gradients + 4 * offset,
      penalties: this.penalties,
    });
  }

  /**
   * Before the parts of a batch are learned from.
   * @param batch images of the whole batch
   * @param weights of the penalties
   */
  begin(batch: number, weights: readonly number[]): void {
    this.penalties.batch = batch;
    this.penalties.weights = weights;
    this.penalties.sums.fill(0);
  }

  /** What each penalty has come to since `begin`, times its weight. */
  get penaltySums(): Float64Array {
    return this.penalties.sums;
  }

  /**
   * Forward and backward; gradients add up until `update`.
   * @returns the sum of the losses of all values
   */
  learn({ first, plan }: Part, feed: Feed): number {
    const { kernels, program } = this;
    const take = (from: Address, size: number, to: BufferId) =>
      kernels.copy(from + 4 * first * size, 4 * plan.batch * size, plan.buffer(to));
    const images = plan.buffer(feed.inputs ? program.target : program.input);
    kernels.gatherImages(this.layout.images, feed.indices + 4 * first, plan.batch, images);
    if (feed.inputs) take(feed.inputs, DIGIT_SIZE, program.input);
    if (feed.targets) take(feed.targets, DIGIT_SIZE, program.target);
    for (const [index, { buffer, size }] of program.draws.entries()) {
      take(feed.draws[index] as Address, size, buffer);
    }
    execute(plan.forward);
    const sum = plan.loss(this.penalties.batch * DIGIT_SIZE);
    for (const call of plan.backward) call();
    return sum;
  }

  /** Adds up all threads' gradients of this thread's share of the parameters, and steps. */
  update(learningRate: number, step: number): void {
    const { kernels, program, layout, thread } = this;
    const { gradients, count } = layout;
    const edge = (part: number) =>
      Math.min(count, LINE * Math.round((part * count) / gradients.length / LINE));
    const [first, end] = [edge(thread), thread === gradients.length - 1 ? count : edge(thread + 1)];
    const share = end - first;
    const at = (array: Address) => array + 4 * first;
    const [own = 0, ...others] = gradients.map(at);
    for (const other of others) kernels.drain(other, share, own);
    const arrays = { p: at(layout.p), g: own, a: at(layout.a), b: at(layout.b), count: share };
    updates[program.optimizer](kernels, arrays, learningRate, step);
    kernels.zero(own, 4 * share);
  }
}

/** Makes the calls of some of a plan's forward operations. */
export function execute(operations: readonly Call[][]): void {
  for (const calls of operations) for (const call of calls) call();
}
