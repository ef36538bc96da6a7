import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Batches, Engine, ModelState } from '../engine.ts';
import { gatherGrey, toGrey } from '../pictures.ts';
import type { BufferId, Program } from '../program.ts';
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
    this.loaded = { program, memory: new Memory(program, state), images };
  }

  async train(batches: Batches, learningRate: number): Promise<Float32Array<ArrayBuffer>> {
    const { indices, batchSize, inputs } = batches;
    const losses = new Float32Array(indices.length / batchSize);
    for (let step = 0; step < losses.length; step++) {
      const [first, end] = [step * batchSize, (step + 1) * batchSize];
      const batchInputs = inputs?.subarray(first * DIGIT_SIZE, end * DIGIT_SIZE) ?? null;
      losses[step] = this.trainStep(indices.subarray(first, end), batchInputs, learningRate);
    }
    return losses;
  }

  private trainStep(
    indices: Uint32Array,
    inputs: Float32Array | null,
    learningRate: number,
  ): number {
    const { program, memory, images } = this.needLoaded();
    memory.batch = indices.length;
    const target = memory.buffer(program.target);
    gatherGrey(images, indices, target);
    memory.buffer(program.input).set(inputs ?? target);

    execute(program.forward, memory);
    const loss = meanLoss(program, memory);
    execute(program.backward, memory);
    memory.step++;
    for (const op of program.update) update(op, memory, learningRate);
    return loss;
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
    const size = program.buffers[input]?.size;
    memory.batch = values.length / (size ?? 1);
    memory.buffer(input).set(values);
    execute(program.forward.slice(first, end), memory);
    return Float32Array.from(memory.buffer(output));
  }

  private needLoaded() {
    if (!this.loaded) throw new Error('The engine has no program: load one first.');
    return this.loaded;
  }
}
