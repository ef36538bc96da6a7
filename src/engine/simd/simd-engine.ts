import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Batches, Engine, ModelState } from '../engine.ts';
import { nextTask } from '../next-task.ts';
import type { BufferId, Program } from '../program.ts';
import { hasSimd } from './features.ts';
import { type CompiledKernels, compileKernels } from './kernels.ts';
import type { Plan } from './plan.ts';
import { deviceName, NO_SIMD } from './probe.ts';
import { execute, Workspace } from './workspace.ts';

/** Milliseconds after which others have their turn. */
const TURN = 100;

/** Runs programs by our own WebAssembly kernels, four numbers an instruction, on one thread. */
export class SimdEngine implements Engine {
  readonly kind = 'simd';
  readonly device: string;
  private readonly compiled: CompiledKernels;
  private workspace: Workspace | null = null;
  private images = new Uint8Array(0);

  constructor(compiled: CompiledKernels) {
    this.compiled = compiled;
    this.device = deviceName(compiled.fused);
  }

  async load(program: Program, state: ModelState, images: Uint8Array): Promise<void> {
    this.unload();
    this.workspace = new Workspace(this.compiled.module, program, state);
    this.images = images as Uint8Array<ArrayBuffer>;
  }

  async train(batches: Batches, learningRate: number): Promise<Float32Array<ArrayBuffer>> {
    const { indices, batchSize, inputs, targets, weights = [] } = batches;
    const workspace = this.needLoaded();
    const steps = indices.length / batchSize;
    const width = 1 + workspace.program.penalties.length;
    const losses = new Float32Array(steps * width);
    let turn = performance.now();
    for (let step = 0; step < steps; step++) {
      let sum = 0;
      workspace.beginBatch(batchSize, weights);
      for (const [first, end] of partsOf(batchSize, workspace.trainAtOnce, step * batchSize)) {
        const plan = workspace.plan('train', end - first, inputs === null && !targets);
        this.gather(plan, indices, first);
        this.fill(plan, inputs, first, end);
        this.fillExtras(plan, batches, first, end);
        sum += workspace.learn(plan);
        if (performance.now() - turn < TURN) continue;
        await nextTask();
        turn = performance.now();
      }
      workspace.update(learningRate);
      losses.set([sum / (batchSize * DIGIT_SIZE), ...workspace.penaltySums], step * width);
    }
    return losses;
  }

  async evaluate(targets: Uint8Array, inputs: Float32Array | null): Promise<number> {
    const workspace = this.needLoaded();
    let sum = 0;
    for (const [first, end] of partsOf(targets.length / DIGIT_SIZE, workspace.atOnce)) {
      const plan = workspace.plan('evaluate', end - first, inputs === null);
      workspace.bytes.set(targets.subarray(first * DIGIT_SIZE, end * DIGIT_SIZE), plan.bytes);
      this.fill(plan, inputs, first, end);
      execute(plan.forward);
      sum += plan.loss(targets.length);
      await nextTask();
    }
    return sum / targets.length;
  }

  async encode(pictures: Float32Array): Promise<Float32Array<ArrayBuffer>> {
    const { input, code, encoderLength } = this.needLoaded().program;
    return this.forward(input, pictures, 0, encoderLength, code);
  }

  async decode(codes: Float32Array): Promise<Float32Array<ArrayBuffer>> {
    const { code, output, encoderLength, forward } = this.needLoaded().program;
    return this.forward(code, codes, encoderLength, forward.length, output);
  }

  async activations(
    picture: Float32Array,
    code: Float32Array | null,
  ): Promise<Float32Array<ArrayBuffer>[]> {
    const workspace = this.needLoaded();
    const { input, code: codeId, encoderLength, layers } = workspace.program;
    const plan = workspace.plan('forward', 1, false);
    workspace.put(plan, input, picture);
    execute(plan.forward.slice(0, encoderLength));
    if (code) workspace.put(plan, codeId, code);
    execute(plan.forward.slice(encoderLength));
    return layers.map(({ buffer }) => workspace.take(plan, buffer));
  }

  async state(): Promise<ModelState> {
    return this.needLoaded().state();
  }

  unload(): void {
    this.workspace = null;
    this.images = new Uint8Array(0);
  }

  /** Copies the batch's images, beginning with the one at `first`, to where the plan reads bytes. */
  private gather(plan: Plan, indices: Uint32Array, first: number): void {
    const { bytes } = this.needLoaded();
    for (let n = 0; n < plan.batch; n++) {
      const image = (indices[first + n] as number) * DIGIT_SIZE;
      bytes.set(this.images.subarray(image, image + DIGIT_SIZE), plan.bytes + n * DIGIT_SIZE);
    }
  }

  /** The plan's bytes become its inputs and targets, or its targets alone where there are `inputs`. */
  private fill(plan: Plan, inputs: Float32Array | null, first: number, end: number): void {
    const workspace = this.needLoaded();
    const { target, input } = workspace.program;
    const own = inputs ? target : input;
    workspace.kernels.grey(plan.bytes, plan.buffer(own), plan.batch * DIGIT_SIZE);
    if (inputs) workspace.put(plan, input, inputs.subarray(first * DIGIT_SIZE, end * DIGIT_SIZE));
  }

  /** Images [first, end) of other targets, and of what is drawn. */
  private fillExtras(plan: Plan, { targets, draws }: Batches, first: number, end: number): void {
    const workspace = this.needLoaded();
    const { target, draws: drawn } = workspace.program;
    if (targets) {
      workspace.put(plan, target, targets.subarray(first * DIGIT_SIZE, end * DIGIT_SIZE));
    }
    for (const [index, { buffer, size }] of drawn.entries()) {
      const values = draws?.[index] as Float32Array;
      workspace.put(plan, buffer, values.subarray(first * size, end * size));
    }
  }

  /** Puts `values` into a buffer, executes forward operations [first, end), and reads another one. */
  private async forward(
    from: BufferId,
    values: Float32Array,
    first: number,
    end: number,
    to: BufferId,
  ): Promise<Float32Array<ArrayBuffer>> {
    const workspace = this.needLoaded();
    const [fromSize, toSize] = [workspace.sizeOf(from), workspace.sizeOf(to)];
    const count = values.length / fromSize;
    const result = new Float32Array(count * toSize);
    for (const [n, until] of partsOf(count, workspace.atOnce)) {
      if (n > 0) await nextTask();
      const plan = workspace.plan('forward', until - n, false);
      workspace.put(plan, from, values.subarray(n * fromSize, until * fromSize));
      execute(plan.forward.slice(first, end));
      result.set(workspace.take(plan, to), n * toSize);
    }
    return result;
  }

  private needLoaded(): Workspace {
    if (!this.workspace) throw new Error('The engine has no program: load one first.');
    return this.workspace;
  }
}

export interface SimdOptions {
  /** Threads to work on at most; one for now. */
  threads?: number;
  /** Bit-equal results on every machine: without fused operations. */
  reproducible?: boolean;
}

/** Starts the engine; rejects with a sentence for people where WebAssembly lacks SIMD. */
export async function createSimdEngine({ reproducible }: SimdOptions = {}): Promise<SimdEngine> {
  if (!hasSimd()) throw new Error(NO_SIMD);
  return new SimdEngine(await compileKernels(reproducible));
}

/** Cuts `count` images, the first being number `start`, into parts of at most `atOnce`: [first, end). */
function partsOf(count: number, atOnce: number, start = 0): [number, number][] {
  const parts = Math.ceil(count / atOnce);
  const edge = (part: number) => start + Math.round((part * count) / parts);
  return Array.from({ length: parts }, (_, part) => [edge(part), edge(part + 1)]);
}
