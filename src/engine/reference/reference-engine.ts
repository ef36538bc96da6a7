import { DIGIT_SIZE } from '../../spec/shape.ts';
import {
  type Batches,
  type Engine,
  type ModelState,
  report,
  type TrainingWatch,
} from '../engine.ts';
import { requireRow, requireState, rowsOf } from '../lengths.ts';
import { gatherGrey, toGrey } from '../pictures.ts';
import type { BufferId, Program } from '../program.ts';
import { rest } from './chance.ts';
import { meanLoss } from './loss.ts';
import { Memory } from './memory.ts';
import { execute } from './operations.ts';
import { update } from './optimizer.ts';

/** Images evaluated at a time: enough to be quick, few enough to stay small. */
const EVALUATION_BATCH = 64;

/** Runs programs in plain loops: slow, and the one that the others are compared with. */
export class ReferenceEngine implements Engine {
  readonly kind = 'reference';
  readonly device = 'Plain loops, 64-bit numbers';
  private loaded: { program: Program; memory: Memory; images: Uint8Array } | null = null;

  async load(program: Program, state: ModelState, images: Uint8Array): Promise<void> {
    requireState(state, program);
    this.loaded = { program, memory: new Memory(program, state), images };
  }

  async train(
    batches: Batches,
    learningRate: number,
    watch?: TrainingWatch,
  ): Promise<Float32Array<ArrayBuffer>> {
    const { program, memory } = this.needLoaded();
    const steps = batches.indices.length / batches.batchSize;
    const width = 1 + program.penalties.length;
    const losses = new Float32Array(steps * width);
    for (let step = 0; step < steps; step++) {
      report(watch, 0);
      const loss = this.trainStep(batches, step, learningRate);
      losses.set([loss, ...memory.penalties], step * width);
    }
    return losses;
  }

  private trainStep(batches: Batches, step: number, learningRate: number): number {
    const { program, memory } = this.needLoaded();
    this.fill(batches, step);
    execute(program.forward, memory);
    const loss = meanLoss(program, memory);
    memory.gradients.fill(0);
    memory.penaltyWeights = batches.weights ?? [];
    execute(program.backward, memory);
    memory.step++;
    for (const op of program.update) update(op, memory, learningRate);
    return loss;
  }

  /** Writes one batch into the buffers that training begins with. */
  private fill({ indices, batchSize, inputs, targets, draws }: Batches, step: number): void {
    const { program, memory, images } = this.needLoaded();
    memory.batch = batchSize;
    const [first, end] = [step * batchSize, (step + 1) * batchSize];
    const batchOf = (values: Float32Array, size: number) =>
      values.subarray(first * size, end * size);

    const [input, target] = [memory.buffer(program.input), memory.buffer(program.target)];
    gatherGrey(images, indices.subarray(first, end), target);
    input.set(inputs ? batchOf(inputs, DIGIT_SIZE) : target);
    if (targets) target.set(batchOf(targets, DIGIT_SIZE));
    for (const [index, { buffer, size }] of program.draws.entries()) {
      memory.buffer(buffer).set(batchOf(draws?.[index] as Float32Array, size));
    }
  }

  async evaluate(targets: Uint8Array, inputs: Float32Array | null): Promise<number> {
    const { program, memory } = this.needLoaded();
    let sum = 0;
    const step = EVALUATION_BATCH * DIGIT_SIZE;
    for (let first = 0; first < targets.length; first += step) {
      const bytes = targets.subarray(first, first + step);
      memory.batch = bytes.length / DIGIT_SIZE;
      const target = memory.buffer(program.target);
      toGrey(bytes, target);
      memory.buffer(program.input).set(inputs?.subarray(first, first + step) ?? target);
      rest(program, memory);
      execute(program.forward, memory);
      sum += meanLoss(program, memory) * bytes.length;
    }
    return sum / targets.length;
  }

  async encode(pictures: Float32Array): Promise<Float32Array<ArrayBuffer>> {
    const { program } = this.needLoaded();
    return this.forward(program.input, pictures, 0, program.encoderLength, program.code);
  }

  async decode(codes: Float32Array): Promise<Float32Array<ArrayBuffer>> {
    const { program } = this.needLoaded();
    const { code, output, encoderLength, forward } = program;
    return this.forward(code, codes, encoderLength, forward.length, output);
  }

  async activations(
    picture: Float32Array,
    code: Float32Array | null,
  ): Promise<Float32Array<ArrayBuffer>[]> {
    const { program, memory } = this.needLoaded();
    const { encoderLength, forward } = program;
    requireRow('A picture', picture, program, program.input);
    if (code) requireRow('A code', code, program, program.code);
    const own = this.forward(program.input, picture, 0, encoderLength, program.code);
    this.forward(program.code, code ?? own, encoderLength, forward.length, program.output);
    return program.layers.map(({ buffer }) => Float32Array.from(memory.buffer(buffer)));
  }

  async state(): Promise<ModelState> {
    const { parameters, slots, step } = this.needLoaded().memory;
    return { parameters: Float32Array.from(parameters), slots: Float32Array.from(slots), step };
  }

  unload(): void {
    this.loaded = null;
  }

  /** Puts `values` into a buffer, executes forward operations [first, end), and reads another one. */
  private forward(
    input: BufferId,
    values: Float32Array,
    first: number,
    end: number,
    output: BufferId,
  ): Float32Array<ArrayBuffer> {
    const { program, memory } = this.needLoaded();
    memory.batch = rowsOf(input === program.code ? 'Codes' : 'Pictures', values, program, input);
    memory.buffer(input).set(values);
    rest(program, memory);
    execute(program.forward.slice(first, end), memory);
    return Float32Array.from(memory.buffer(output));
  }

  private needLoaded() {
    if (!this.loaded) throw new Error('The engine has no program: load one first.');
    return this.loaded;
  }
}
