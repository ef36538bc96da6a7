import * as tf from '@tensorflow/tfjs-core';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import { floatsPerImage, operationsPerImage } from '../arithmetic.ts';
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
import type { Device, TfjsKind } from './device.ts';
import { type Gradient, type Lesson, Model } from './model.ts';
import { openDevice } from './open-device.ts';
import { buffer } from './pass.ts';

/** Steps handed to the hardware and not yet done: one runs, the next one waits for it. */
const STEPS_IN_FLIGHT = 2;
/** Floats in the buffers of the images worked on at once: 256 MB. */
const FLOATS_AT_ONCE = 64e6;

interface Loaded {
  model: Model;
  images: Uint8Array;
  /** Images that training, and a forward pass alone, work on at once. */
  trainAtOnce: number;
  forwardAtOnce: number;
}

/** Runs programs on TensorFlow.js, by its operations and by kernels of the backend's own. */
export class TfjsEngine implements Engine {
  readonly kind: TfjsKind;
  readonly device: string;
  private readonly hardware: Device;
  private loaded: Loaded | null = null;

  constructor(hardware: Device) {
    this.kind = hardware.kind;
    this.device = hardware.name;
    this.hardware = hardware;
  }

  async load(program: Program, state: ModelState, images: Uint8Array): Promise<void> {
    requireState(state, program);
    this.unload();
    const atOnce = (operations: number) => {
      const byTime = this.hardware.operationsAtOnce / operations;
      const byMemory = FLOATS_AT_ONCE / floatsPerImage(program);
      return Math.max(1, Math.floor(Math.min(byTime, byMemory)));
    };
    const forward = operationsPerImage(program.forward);
    const model = this.hardware.use(() => new Model(this.hardware.kernels, program, state));
    this.loaded = {
      model,
      images,
      // The sparsity penalty's mean activity is that of the whole batch.
      trainAtOnce: program.penalties.includes('sparsity')
        ? Number.MAX_SAFE_INTEGER
        : atOnce(forward + operationsPerImage(program.backward)),
      forwardAtOnce: atOnce(forward),
    };
  }

  async train(
    batches: Batches,
    learningRate: number,
    watch?: TrainingWatch,
  ): Promise<Float32Array> {
    const { indices, batchSize } = batches;
    const losses: tf.Tensor1D[] = [];
    const inFlight: Promise<void>[] = [];
    try {
      for (let first = 0; first < indices.length; first += batchSize) {
        if (inFlight.length >= STEPS_IN_FLIGHT) await inFlight.shift();
        report(watch, 0);
        losses.push(await this.trainStep(batches, first, learningRate, watch));
        const done = this.hardware.finished();
        done.catch(() => {}); // a loss is heard of by whoever awaits this, or by `read`
        inFlight.push(done);
      }
      const rows = await this.read(() => tf.stack(losses));
      const width = rows.length / losses.length;
      return rows.map((value, i) => (i % width === 0 ? value / (batchSize * DIGIT_SIZE) : value));
    } finally {
      tf.dispose(losses);
    }
  }

  /** Trains on one batch, in parts where it is too large for one go; returns its row of losses. */
  private async trainStep(
    batches: Batches,
    first: number,
    learningRate: number,
    watch: TrainingWatch | undefined,
  ): Promise<tf.Tensor1D> {
    const { batchSize } = batches;
    const { model, trainAtOnce } = this.needLoaded();
    const end = first + batchSize;
    let gradient = this.gradientOf(batches, first, Math.min(end, first + trainAtOnce));
    try {
      for (let start = first + trainAtOnce; start < end; start += trainAtOnce) {
        await this.hardware.finished();
        report(watch, start - first);
        const before = gradient;
        const part = this.gradientOf(batches, start, Math.min(end, start + trainAtOnce));
        gradient = this.hardware.run(() => addGradients(before, part));
        tf.dispose([before.losses, before.blocks, part.losses, part.blocks]);
      }
      this.hardware.run(() => model.update(gradient.blocks, learningRate));
      return gradient.losses;
    } catch (error) {
      tf.dispose(gradient.losses);
      throw error;
    } finally {
      tf.dispose(gradient.blocks);
    }
  }

  /** Of images [start, stop) of the batches. */
  private gradientOf(batches: Batches, start: number, stop: number): Gradient {
    const { model } = this.needLoaded();
    const lesson = this.lesson(batches, start, stop);
    return this.hardware.run(() => model.gradient(lesson));
  }

  /** Images [start, stop) of the batches, as numbers. */
  private lesson(batches: Batches, start: number, stop: number): Lesson {
    const { model, images } = this.needLoaded();
    const { indices, inputs, targets, draws, weights = [], batchSize } = batches;
    const part = (values: Float32Array, size: number) => values.subarray(start * size, stop * size);
    const grey = new Float32Array((stop - start) * DIGIT_SIZE);
    gatherGrey(images, indices.subarray(start, stop), grey);
    return {
      inputs: inputs ? part(inputs, DIGIT_SIZE) : grey,
      targets: targets ? part(targets, DIGIT_SIZE) : grey,
      batchSize,
      draws: model.program.draws.map(({ size }, i) => part(draws?.[i] as Float32Array, size)),
      weights,
    };
  }

  async evaluate(targets: Uint8Array, inputs: Float32Array | null): Promise<number> {
    const { model, forwardAtOnce } = this.needLoaded();
    const size = forwardAtOnce * DIGIT_SIZE;
    let sum = 0;
    for (let first = 0; first < targets.length; first += size) {
      const bytes = targets.subarray(first, first + size);
      const grey = new Float32Array(bytes.length);
      toGrey(bytes, grey);
      const partInputs = inputs?.subarray(first, first + size) ?? grey;
      const part = await this.read(() => model.lossSum(partInputs, grey));
      sum += part[0] as number;
    }
    return sum / targets.length;
  }

  async encode(pictures: Float32Array): Promise<Float32Array<ArrayBuffer>> {
    const { input, code } = this.needLoaded().model.program;
    return this.forward(input, pictures, code);
  }

  async decode(codes: Float32Array): Promise<Float32Array<ArrayBuffer>> {
    const { code, output } = this.needLoaded().model.program;
    return this.forward(code, codes, output);
  }

  async activations(
    picture: Float32Array,
    code: Float32Array | null,
  ): Promise<Float32Array<ArrayBuffer>[]> {
    const { model } = this.needLoaded();
    const { layers, buffers, input, code: codeId } = model.program;
    requireRow('A picture', picture, model.program, input);
    if (code) requireRow('A code', code, model.program, codeId);
    const row = await this.read(() => {
      const pass = model.passOf(picture, code);
      return tf.concat1d(layers.map((layer) => flat(buffer(pass, layer.buffer))));
    });
    let offset = 0;
    return layers.map((layer) => {
      const start = offset;
      offset += buffers[layer.buffer]?.size ?? 0;
      return Float32Array.from(row.subarray(start, offset));
    });
  }

  async state(): Promise<ModelState> {
    const { model } = this.needLoaded();
    const { step } = model;
    return model.stateOf(await this.read(() => model.row()), step);
  }

  unload(): void {
    this.loaded?.model.free();
    this.loaded = null;
  }

  /** Puts `values` into a buffer and reads what comes of them in another one. */
  private async forward(
    input: BufferId,
    values: Float32Array,
    output: BufferId,
  ): Promise<Float32Array<ArrayBuffer>> {
    const { model, forwardAtOnce } = this.needLoaded();
    const { program } = model;
    const { buffers } = program;
    const [inputSize, outputSize] = [buffers[input]?.size ?? 1, buffers[output]?.size ?? 1];
    const count = rowsOf(input === program.code ? 'Codes' : 'Pictures', values, program, input);
    const result = new Float32Array(count * outputSize);
    for (let n = 0; n < count; n += forwardAtOnce) {
      const part = values.subarray(n * inputSize, (n + forwardAtOnce) * inputSize);
      const read = () => model.follow(input, part, output);
      result.set(await this.read(read), n * outputSize);
    }
    return result;
  }

  /** The values of a tensor that is made for this alone. */
  private async read(make: () => tf.Tensor): Promise<Float32Array> {
    const tensor = this.hardware.run(make);
    try {
      return await this.hardware.read(tensor);
    } finally {
      tensor.dispose();
    }
  }

  private needLoaded(): Loaded {
    if (!this.loaded) throw new Error('The engine has no program: load one first.');
    return this.loaded;
  }
}

/** Starts an engine on a backend; rejects with a sentence for people where there is none. */
export async function createTfjsEngine(kind: TfjsKind): Promise<TfjsEngine> {
  return new TfjsEngine(await openDevice(kind));
}

function addGradients(a: Gradient, b: Gradient): Gradient {
  const blocks = a.blocks.map((block, index) =>
    tf.add<tf.Tensor2D>(block, b.blocks[index] as tf.Tensor2D),
  );
  return { losses: tf.add(a.losses, b.losses), blocks };
}

function flat(tensor: tf.Tensor): tf.Tensor1D {
  return tf.reshape(tensor, [tensor.size]);
}
