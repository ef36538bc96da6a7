import { DIGIT_SIZE } from '../../spec/shape.ts';
import {
  type Batches,
  type Engine,
  EngineLostError,
  type EngineOptions,
  type ModelState,
  report,
  type TrainingWatch,
} from '../engine.ts';
import { requireRow, requireState, rowsOf } from '../lengths.ts';
import { nextTask } from '../next-task.ts';
import type { BufferId, Program } from '../program.ts';
import { hasRelaxedSimd, hasSimd } from './features.ts';
import { compileKernels } from './kernels.ts';
import type { Plan } from './plan.ts';
import { Pool } from './pool.ts';
import { deviceName, NO_SIMD } from './probe.ts';
import { execute } from './replica.ts';
import { threadsHere } from './threads.ts';
import { partsOf, Workspace } from './workspace.ts';

/** Milliseconds after which others have their turn. */
const TURN = 100;

/** Other threads that have started, and the kernels for a memory that all share. */
interface Company {
  pool: Pool;
  module: WebAssembly.Module;
}

/** Runs programs by our own WebAssembly kernels, four numbers an instruction, on all threads. */
export class SimdEngine implements Engine {
  readonly kind = 'simd';
  private readonly fused: boolean;
  /** How many threads there are to be, the first one included. */
  private threads: number;
  /** Whether the first step waits for all of them. */
  private readonly waitsForThreads: boolean;
  /** Why there are not more threads. */
  private reason: string | null;
  /** The other threads, once they take part. */
  private pool: Pool | null = null;
  /** The other threads from when they are asked for until they take part. */
  private starting: { company: Company | null } | null = null;
  private workspace: Workspace | null = null;
  private lost: EngineLostError | null = null;

  constructor({ threads, reproducible = false }: EngineOptions) {
    const here = threadsHere();
    this.fused = hasRelaxedSimd() && !reproducible;
    this.threads = reproducible || here.reason ? 1 : (threads ?? here.threads);
    this.waitsForThreads = threads !== undefined;
    this.reason = reproducible ? 'bit for bit reproducible' : threads === 1 ? null : here.reason;
  }

  get device(): string {
    return deviceName(this.fused, this.pool ? this.threads : 1, this.reason);
  }

  async load(program: Program, state: ModelState, images: Uint8Array): Promise<void> {
    requireState(state, program);
    if (this.lost) this.unload();
    if (this.workspace?.isFor(program, images)) return this.workspace.restore(state);
    this.workspace = null;
    if (this.waitsForThreads) await this.startThreads();
    this.takeThreadsIn();
    const { pool } = this;
    const module = await this.compile(pool !== null);
    this.workspace = new Workspace(module, program, state, images, pool ? this.threads : 1);
    pool?.load(module, this.workspace);
  }

  prepare(batches: Batches): void {
    this.needLoaded().schedule(batches);
  }

  async train(
    batches: Batches,
    learningRate: number,
    watch?: TrainingWatch,
  ): Promise<Float32Array<ArrayBuffer>> {
    const { batchSize, weights = [] } = batches;
    void this.startThreads();
    this.takeThreadsIn();
    const workspace = this.needLoaded();
    const [replica] = workspace.replicas;
    const schedule = workspace.schedule(batches);
    const steps = batches.indices.length / batchSize;
    const order = { steps, step: workspace.step, learningRate, batchSize, weights };
    this.pool?.train(schedule, order);
    const sums = new Float64Array(1 + workspace.program.penalties.length);
    const losses = new Float32Array(steps * sums.length);
    let turn = performance.now();
    for (let step = 0; step < steps; step++) {
      this.report(watch, 0);
      workspace.put(schedule.feed, batches, step);
      await this.meet();
      replica.begin(batchSize, weights);
      sums[0] = 0;
      for (const [index, part] of schedule.parts.entries()) {
        sums[0] += replica.learn(part, schedule.feed);
        if (performance.now() - turn < TURN) continue;
        await nextTask();
        turn = performance.now();
        this.report(watch, Math.floor((batchSize * (index + 1)) / schedule.parts.length));
      }
      sums.set(replica.penaltySums, 1);
      await this.meet();
      this.pool?.addSums(sums);
      sums[0] /= batchSize * DIGIT_SIZE;
      losses.set(sums, step * sums.length);
      workspace.step++;
      replica.update(learningRate, workspace.step);
    }
    // The others' shares of the last update must be there before anybody looks.
    await this.meet();
    return losses;
  }

  async evaluate(targets: Uint8Array, inputs: Float32Array | null): Promise<number> {
    const workspace = this.needLoaded();
    const { kernels, memory, program } = workspace;
    let sum = 0;
    for (const [first, end] of partsOf(targets.length / DIGIT_SIZE, workspace.atOnce)) {
      const plan = workspace.plan('evaluate', end - first, inputs === null);
      const [from, until] = [first * DIGIT_SIZE, end * DIGIT_SIZE];
      memory.putBytes(plan.bytes, targets.subarray(from, until));
      kernels.grey(plan.bytes, plan.buffer(program.target), until - from);
      if (inputs) memory.put(plan.buffer(program.input), inputs.subarray(from, until));
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
    const { memory } = workspace;
    const { input, code: codeId, encoderLength, layers } = workspace.program;
    requireRow('A picture', picture, workspace.program, input);
    if (code) requireRow('A code', code, workspace.program, codeId);
    const plan = workspace.plan('forward', 1, false);
    memory.put(plan.buffer(input), picture);
    execute(plan.forward.slice(0, encoderLength));
    if (code) memory.put(plan.buffer(codeId), code);
    execute(plan.forward.slice(encoderLength));
    return layers.map(({ buffer }) => memory.take(plan.buffer(buffer), workspace.sizeOf(buffer)));
  }

  async state(): Promise<ModelState> {
    return this.needLoaded().state();
  }

  unload(): void {
    this.pool?.end();
    this.pool = null;
    this.starting?.company?.pool.end();
    this.starting = null;
    this.workspace = null;
    this.lost = null;
  }

  /** The kernels; loaded and compiled when they are first asked for. */
  compile(shared: boolean): Promise<WebAssembly.Module> {
    return compileKernels({ fused: this.fused, shared });
  }

  /**
   * Starts the other threads where there are to be any; resolves when they have started, or failed.
   * Goes on with those that start, and without any, there is one.
   */
  private async startThreads(): Promise<void> {
    if (this.threads === 1 || this.pool || this.starting) return;
    const starting: { company: Company | null } = { company: null };
    this.starting = starting;
    try {
      const module = await this.compile(true);
      const pool = await Pool.start(this.threads - 1);
      if (this.starting === starting) starting.company = { pool, module };
      else pool.end();
    } catch (error) {
      if (this.starting === starting) this.stayAlone(error);
    }
  }

  /** As `report`; other threads can't be stopped within a batch but with their workers. */
  private report(watch: TrainingWatch | undefined, images: number): void {
    try {
      report(watch, images);
    } catch (error) {
      this.unload();
      throw error;
    }
  }

  /** Other threads that have started take part from now on, in a memory that all share. */
  private takeThreadsIn(): void {
    const { workspace } = this;
    const company = this.starting?.company;
    if (!company) return;
    const { pool, module } = company;
    this.starting = null;
    this.threads = 1 + pool.size;
    this.reason = pool.shortfall;
    try {
      if (workspace) {
        const { program, images } = workspace;
        const shared = new Workspace(module, program, workspace.state(), images, this.threads);
        pool.load(module, shared);
        this.workspace = shared;
      }
      this.pool = pool;
    } catch (error) {
      pool.end();
      this.stayAlone(error);
    }
  }

  /** Goes on with one thread, and says why. */
  private stayAlone(error: unknown): void {
    this.starting = null;
    this.threads = 1;
    this.reason = error instanceof Error ? error.message : String(error);
  }

  /** Waits for the other threads. */
  private async meet(): Promise<void> {
    try {
      await this.pool?.meet();
    } catch (error) {
      if (error instanceof EngineLostError) this.lost = error;
      throw error;
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
    const { memory, program } = workspace;
    const [fromSize, toSize] = [workspace.sizeOf(from), workspace.sizeOf(to)];
    const count = rowsOf(from === program.code ? 'Codes' : 'Pictures', values, program, from);
    const result = new Float32Array(count * toSize);
    for (const [n, until] of partsOf(count, workspace.atOnce)) {
      if (n > 0) await nextTask();
      const plan: Plan = workspace.plan('forward', until - n, false);
      memory.put(plan.buffer(from), values.subarray(n * fromSize, until * fromSize));
      execute(plan.forward.slice(first, end));
      result.set(memory.take(plan.buffer(to), (until - n) * toSize), n * toSize);
    }
    return result;
  }

  private needLoaded(): Workspace {
    if (this.lost) throw this.lost;
    if (!this.workspace) throw new Error('The engine has no program: load one first.');
    return this.workspace;
  }
}

/**
 * Starts the engine; rejects with a sentence for people where WebAssembly lacks SIMD or the kernels do
 * not arrive.
 */
export async function createSimdEngine(options: EngineOptions = {}): Promise<SimdEngine> {
  if (!hasSimd()) throw new Error(NO_SIMD);
  const engine = new SimdEngine(options);
  await engine.compile(false);
  return engine;
}
