import * as tf from '@tensorflow/tfjs-core';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { ModelState } from '../engine.ts';
import type { BufferId, Parameter, Program } from '../program.ts';
import { buffer, forward, type Values } from './forward.ts';
import { lossSum, takesSums } from './loss.ts';
import { optimizers } from './optimizer.ts';

/** Loss, added up over values, and the mean loss' gradient by all parameters in one row. */
export interface Gradient extends tf.NamedTensorMap {
  loss: tf.Scalar;
  flat: tf.Tensor1D;
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

  /**
   * @param inputs n × 784 values
   * @param targets n × 784 values
   * @param batchSize examples in the whole batch, of which these are a part
   */
  gradient(inputs: Float32Array, targets: Float32Array, batchSize: number): Gradient {
    const weights = this.program.parameters.map(({ name }) => this.weights.get(name) as tf.Tensor);
    const t = pictures(targets);
    const x = inputs === targets ? t : pictures(inputs);
    const { value, grads } = tf.valueAndGrads(() => this.loss(x, t, batchSize))(weights);
    return {
      loss: value as tf.Scalar,
      flat: tf.concat1d(grads.map((gradient) => tf.reshape(gradient, [gradient.size]))),
    };
  }

  /** The loss without the gradient, added up over n × 784 values. */
  lossSum(inputs: Float32Array, targets: Float32Array): tf.Scalar {
    const t = pictures(targets);
    return this.loss(inputs === targets ? t : pictures(inputs), t, 1);
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

  private loss(x: tf.Tensor2D, t: tf.Tensor2D, batchSize: number): tf.Scalar {
    const { program } = this;
    const { loss, output } = program;
    const last = program.forward.at(-1);
    const isLogistic =
      last !== undefined && 'activation' in last && takesSums(loss, last.activation);
    const values: Values = { weights: this.weights, buffers: new Map([[program.input, x]]) };
    forward(program.forward, values, isLogistic);
    const y = tf.reshape(buffer(values, output), t.shape);
    return lossSum(isLogistic ? 'logistic' : loss, y, t, batchSize * DIGIT_SIZE);
  }

  private stateWith(id: BufferId, values: Float32Array): Values {
    const size = this.program.buffers[id]?.size ?? 1;
    const tensor = tf.tensor2d(values, [values.length / size, size]);
    return { weights: this.weights, buffers: new Map([[id, tensor]]) };
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
