import * as tf from '@tensorflow/tfjs-core';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Batches, ModelState } from '../engine.ts';
import type { BufferId, Parameter, Program } from '../program.ts';
import { buffer, forward, type Values } from './forward.ts';
import { lossSum, takesSums } from './loss.ts';
import { optimizers } from './optimizer.ts';
import { weightedPenalties } from './penalties.ts';

export interface Gradient extends tf.NamedTensorMap {
  /** The loss, added up over values, then each penalty times its weight. */
  losses: tf.Tensor1D;
  /** That of the mean loss and the penalties by all parameters, in one row. */
  flat: tf.Tensor1D;
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
 * A program's parameters and optimizer as tensors, and what can be computed with them. All of its
 * methods must be called inside of `Device.run`, which frees what they leave over, and the constructor
 * inside of `Device.use`.
 */
export class Model {
  readonly program: Program;
  /** Updates done so far. */
  step: number;
  /** All parameters in one row, and the optimizer's arrays. */
  private parameters: tf.Tensor1D;
  private slots: tf.Tensor1D[];
  /** The parameters cut into kernels and biases. */
  private weights: ReadonlyMap<string, tf.Tensor> = new Map();

  constructor(program: Program, { parameters, slots, step }: ModelState) {
    this.program = program;
    this.step = step;
    // Copies: TensorFlow.js keeps the array it is given.
    this.parameters = tf.keep(tf.tensor1d(parameters.slice()));
    const length = program.parameterCount;
    this.slots = Array.from({ length: program.slotCount }, (_, slot) =>
      tf.keep(tf.tensor1d(slots.slice(slot * length, (slot + 1) * length))),
    );
    this.cutWeights();
  }

  gradient({ inputs, targets, batchSize, draws = [], weights = [] }: Lesson): Gradient {
    const { parameters, backward, draws: drawn } = this.program;
    const learning = new Set(
      backward.flatMap((op) => ('bias' in op ? [op.kernel.name, op.bias.name] : [])),
    );
    const names = parameters.map(({ name }) => name).filter((name) => learning.has(name));
    const t = pictures(targets);
    const x = inputs === targets ? t : pictures(inputs);
    const examples = targets.length / DIGIT_SIZE;
    const drawnNow = drawn.map(({ buffer: id, size }, index): [BufferId, tf.Tensor] => [
      id,
      tf.tensor2d(draws[index] as Float32Array, [examples, size]),
    ]);
    const terms: tf.Scalar[] = [];
    const { grads } = tf.valueAndGrads(() => {
      const { sum, values } = this.loss(x, t, batchSize, drawnNow);
      const penalties = weightedPenalties(backward, values, weights, examples, batchSize);
      terms.push(...[sum, ...penalties].map((term) => tf.keep(term.clone())));
      return penalties.reduce((total, penalty) => tf.add(total, penalty), sum);
    })(names.map((name) => this.weights.get(name) as tf.Tensor));
    const losses = tf.stack(terms) as tf.Tensor1D;
    tf.dispose(terms);
    const flat = parameters.map(({ name, size }) => {
      const gradient = grads[names.indexOf(name)];
      return gradient ? tf.reshape(gradient, [size]) : tf.zeros([size]);
    });
    return { losses, flat: tf.concat1d(flat as tf.Tensor1D[]) };
  }

  /** The loss without the gradient, added up over n × 784 values. */
  lossSum(inputs: Float32Array, targets: Float32Array): tf.Scalar {
    const t = pictures(targets);
    return this.loss(inputs === targets ? t : pictures(inputs), t, 1, this.atRest()).sum;
  }

  /** One step of the optimizer. */
  update(gradient: tf.Tensor1D, learningRate: number): void {
    this.step++;
    const { rate, step } = optimizers[this.program.optimizer];
    const [a = this.parameters, b = this.parameters] = this.slots;
    const arrays = { p: this.parameters, g: gradient, a, b };
    const [parameters, ...slots] = step(arrays, tf.scalar(rate(learningRate, this.step)));
    this.free();
    this.parameters = tf.keep(parameters);
    this.slots = slots.map((slot) => tf.keep(slot));
    this.cutWeights();
  }

  /**
   * Puts `values` into the input's or the code's buffer, and follows them to the code or the output.
   * @param values n × the buffer's size
   */
  follow(from: BufferId, values: Float32Array, to: BufferId): tf.Tensor {
    const { input, code, encoderLength, forward: list } = this.program;
    const first = from === input ? 0 : encoderLength;
    const end = to === code ? encoderLength : list.length;
    const state = this.stateWith(from, values);
    forward(list.slice(first, end), state);
    return buffer(state, to);
  }

  /** All values for one picture; a code given takes the place of the picture's own. */
  valuesOf(picture: Float32Array, code: Float32Array | null): Values {
    const { input, encoderLength, forward: list } = this.program;
    const state = this.stateWith(input, picture);
    forward(list.slice(0, encoderLength), state);
    if (code) state.buffers.set(this.program.code, tf.tensor2d(code, [1, code.length]));
    forward(list.slice(encoderLength), state);
    return state;
  }

  /** The parameters, then the slots, in one row. */
  state(): tf.Tensor1D {
    return tf.concat1d([this.parameters, ...this.slots]);
  }

  /** Frees its tensors; the model is of no use afterwards. */
  free(): void {
    tf.dispose([this.parameters, this.slots, [...this.weights.values()]]);
  }

  private loss(
    x: tf.Tensor2D,
    t: tf.Tensor2D,
    batchSize: number,
    drawn: readonly [BufferId, tf.Tensor][],
  ): { sum: tf.Scalar; values: Values } {
    const { program } = this;
    const { loss, output } = program;
    const last = program.forward.at(-1);
    const isLogistic =
      last !== undefined && 'activation' in last && takesSums(loss, last.activation);
    const buffers = new Map<BufferId, tf.Tensor>([[program.input, x], ...drawn]);
    const values: Values = { weights: this.weights, buffers };
    forward(program.forward, values, isLogistic);
    const y = tf.reshape(buffer(values, output), t.shape);
    const sum = lossSum(isLogistic ? 'logistic' : loss, y, t, batchSize * DIGIT_SIZE);
    return { sum, values };
  }

  private stateWith(id: BufferId, values: Float32Array): Values {
    const size = this.program.buffers[id]?.size ?? 1;
    const tensor = tf.tensor2d(values, [values.length / size, size]);
    return {
      weights: this.weights,
      buffers: new Map([[id, tensor as tf.Tensor], ...this.atRest()]),
    };
  }

  /** For all that is drawn, the one value that changes nothing. */
  private atRest(): [BufferId, tf.Tensor][] {
    return this.program.draws.map(({ buffer: id, kind }) => [
      id,
      tf.scalar(kind === 'keep' ? 1 : 0),
    ]);
  }

  private cutWeights(): void {
    const cut = ({ shape, offset, size }: Parameter) =>
      tf.tidy(() => tf.keep(tf.reshape(tf.slice1d(this.parameters, offset, size), [...shape])));
    this.weights = new Map(this.program.parameters.map((part) => [part.name, cut(part)]));
  }
}

function pictures(values: Float32Array): tf.Tensor2D {
  return tf.tensor2d(values, [values.length / DIGIT_SIZE, DIGIT_SIZE]);
}
