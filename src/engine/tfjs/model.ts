import * as tf from '@tensorflow/tfjs-core';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Batches, ModelState } from '../engine.ts';
import type { BufferId, ForwardOp, Program } from '../program.ts';
import { Gradients } from './gradients.ts';
import { execute, type Kernels } from './kernels.ts';
import { type LossForm, lossFormOf } from './loss.ts';
import { optimizers } from './optimizer.ts';
import { Parameters } from './parameters.ts';
import { buffer, type Pass, type TrainingPass } from './pass.ts';

export interface Gradient extends tf.TensorContainerObject {
  /** The loss, added up over values, then each penalty times its weight. */
  losses: tf.Tensor1D;
  /** Those of the mean loss and the penalties, one a block of the parameters. */
  blocks: tf.Tensor2D[];
}

/** Examples to learn from, perhaps a part of a batch. */
export interface Lesson extends Pick<Batches, 'draws' | 'weights'> {
  /** n × 784 values. */
  inputs: Float32Array;
  targets: Float32Array;
  /** Examples in the whole batch. */
  batchSize: number;
}

/**
 * A program with its parameters, and what can be computed with them. All of its methods must be called
 * inside of `Device.run`, which frees what they leave over, and the constructor inside of `Device.use`.
 */
export class Model {
  readonly program: Program;
  /** Updates done so far. */
  step: number;
  private readonly kernels: Kernels;
  private readonly parameters: Parameters;
  private readonly lossForm: LossForm;
  /** As the program's, but that the last operation stops at what the loss takes. */
  private readonly forwardToLoss: readonly ForwardOp[];

  constructor(kernels: Kernels, program: Program, state: ModelState) {
    this.kernels = kernels;
    this.program = program;
    this.step = state.step;
    this.parameters = new Parameters(program, state);
    const last = program.forward.at(-1);
    const activation = last && 'activation' in last ? last.activation : 'linear';
    this.lossForm = lossFormOf(program.loss, activation);
    const isRaw = this.lossForm === 'logistic';
    this.forwardToLoss = program.forward.map((op) =>
      isRaw && op === last && 'activation' in op ? { ...op, activation: 'linear' } : op,
    );
  }

  gradient({ inputs, targets, batchSize, draws = [], weights = [] }: Lesson): Gradient {
    const pass: TrainingPass = {
      ...this.passOver(inputs, targets),
      gradients: new Gradients(this.parameters.blocks),
      examples: targets.length / DIGIT_SIZE,
      batch: batchSize,
      weights,
      penalties: [],
    };
    for (const [index, { buffer: id }] of this.program.draws.entries()) {
      pass.buffers.set(id, this.tensorOf(id, draws[index] as Float32Array));
    }
    const loss = this.loss(pass);
    execute(this.kernels, this.program.backward, pass);
    const losses = tf.stack([loss, ...pass.penalties]) as tf.Tensor1D;
    return { losses, blocks: pass.gradients.all() };
  }

  /** The loss without the gradient, added up over n × 784 values. */
  lossSum(inputs: Float32Array, targets: Float32Array): tf.Scalar {
    return this.loss(this.passOver(inputs, targets));
  }

  /** One step of the optimizer, by gradients block by block. */
  update(blocks: readonly tf.Tensor2D[], learningRate: number): void {
    this.step++;
    const { optimizer } = this.program;
    const rate = optimizers[optimizer].rate(learningRate, this.step);
    this.parameters.update(blocks, (state, gradient) =>
      this.kernels.update(optimizer, state, gradient, rate),
    );
  }

  /**
   * Puts `values` into the input's or the code's buffer, and follows them to the code or the output.
   * @param values n × the buffer's size
   */
  follow(from: BufferId, values: Float32Array, to: BufferId): tf.Tensor {
    const { input, code, encoderLength, forward } = this.program;
    const first = from === input ? 0 : encoderLength;
    const end = to === code ? encoderLength : forward.length;
    const pass = this.pass([from, values]);
    execute(this.kernels, forward.slice(first, end), pass);
    return buffer(pass, to);
  }

  /** All values for one picture; a code given takes the place of the picture's own. */
  passOf(picture: Float32Array, code: Float32Array | null): Pass {
    const { input, encoderLength, forward } = this.program;
    const pass = this.pass([input, picture]);
    execute(this.kernels, forward.slice(0, encoderLength), pass);
    if (code) pass.buffers.set(this.program.code, tf.tensor2d(code, [1, code.length]));
    execute(this.kernels, forward.slice(encoderLength), pass);
    return pass;
  }

  /** The state as it is now, in one row for `stateOf`. */
  row(): tf.Tensor1D {
    return this.parameters.row();
  }

  /** The state that was read in a row, after so many updates. */
  stateOf(row: Float32Array, step: number): ModelState {
    return { ...this.parameters.ofRow(row), step };
  }

  /** Frees its tensors; the model is of no use afterwards. */
  free(): void {
    this.parameters.free();
  }

  private loss(pass: Pass): tf.Scalar {
    execute(this.kernels, this.forwardToLoss, pass);
    const t = buffer(pass, this.program.target);
    const y = tf.reshape(buffer(pass, this.program.output), t.shape);
    return this.kernels.lossSum(this.lossForm, y, t);
  }

  private passOver(inputs: Float32Array, targets: Float32Array): Pass {
    const { input, target } = this.program;
    const pass = this.pass([target, targets]);
    const same = pass.buffers.get(target);
    const x = same && inputs === targets ? same : this.tensorOf(input, inputs);
    pass.buffers.set(input, x);
    return pass;
  }

  private pass([id, values]: [BufferId, Float32Array]): Pass {
    // What is drawn has, at first, the one value that changes nothing.
    const atRest = this.program.draws.map(({ buffer, kind }): [BufferId, tf.Tensor] => [
      buffer,
      tf.scalar(kind === 'keep' ? 1 : 0),
    ]);
    const buffers = new Map([...atRest, [id, this.tensorOf(id, values)]]);
    return { parameters: this.parameters, buffers };
  }

  /** [examples, the buffer's size] */
  private tensorOf(id: BufferId, values: Float32Array): tf.Tensor {
    const size = this.program.buffers[id]?.size ?? 1;
    return tf.tensor2d(values, [values.length / size, size]);
  }
}
