import * as tf from '@tensorflow/tfjs-core';
import { type OptimizerKind, optimizerConstants } from '../../spec/optimizers.ts';

/** Parameters p, their gradients g, and the optimizer's slots, all in one shape. */
interface Arrays {
  p: tf.Tensor;
  g: tf.Tensor;
  a: tf.Tensor;
  b: tf.Tensor;
}

interface Optimizer {
  /** The step's factor, made here so that it is one number for the device. */
  rate(learningRate: number, step: number): number;
  /** What remains after the step, in the order p, a, b; a slot that is not used is left out. */
  step(arrays: Arrays, rate: number): [p: tf.Tensor, a: tf.Tensor, b?: tf.Tensor];
}

/** before + share · (now − before): a running mean. */
function towards(before: tf.Tensor, now: tf.Tensor, share: number): tf.Tensor {
  return tf.add(before, tf.mul(tf.sub(now, before), share));
}

/** Keras 3's formulas, as in the reference engine. */
export const optimizers = {
  sgd: {
    rate: (learningRate) => learningRate,
    step({ p, g, a: velocity }, rate) {
      const { momentum } = optimizerConstants.sgd;
      const v = tf.sub(tf.mul(velocity, momentum), tf.mul(g, rate));
      return [tf.add(p, v), v];
    },
  },

  rmsprop: {
    rate: (learningRate) => learningRate,
    step({ p, g, a: meanSquare }, rate) {
      const { decay, epsilon } = optimizerConstants.rmsprop;
      const v = towards(meanSquare, tf.square(g), 1 - decay);
      const change = tf.div(tf.mul(g, rate), tf.sqrt(tf.add(v, epsilon)));
      return [tf.sub(p, change), v];
    },
  },

  adam: {
    rate: (learningRate, step) => {
      const { decay1, decay2 } = optimizerConstants.adam;
      return (learningRate * Math.sqrt(1 - decay2 ** step)) / (1 - decay1 ** step);
    },
    step({ p, g, a: mean, b: meanSquare }, rate) {
      const { decay1, decay2, epsilon } = optimizerConstants.adam;
      const m = towards(mean, g, 1 - decay1);
      const v = towards(meanSquare, tf.square(g), 1 - decay2);
      const change = tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), epsilon));
      return [tf.sub(p, change), m, v];
    },
  },

  adadelta: {
    rate: (learningRate) => learningRate,
    step({ p, g, a: meanSquare, b: meanSquareStep }, rate) {
      const { decay, epsilon } = optimizerConstants.adadelta;
      const v = towards(meanSquare, tf.square(g), 1 - decay);
      const ratio = tf.div(tf.add(meanSquareStep, epsilon), tf.add(v, epsilon));
      const step = tf.mul(tf.sqrt(ratio), g);
      return [
        tf.sub(p, tf.mul(step, rate)),
        v,
        towards(meanSquareStep, tf.square(step), 1 - decay),
      ];
    },
  },
} satisfies Record<OptimizerKind, Optimizer>;

/**
 * One step over a block.
 * @param state [1 + slots, rows, columns]: the parameters, then each of the optimizer's arrays
 * @param gradient [rows, columns]
 * @param rate the step's factor
 * @returns the new state
 */
export function update(
  kind: OptimizerKind,
  state: tf.Tensor3D,
  gradient: tf.Tensor2D,
  rate: number,
): tf.Tensor3D {
  const [p, a, b] = tf.unstack(state) as [tf.Tensor, tf.Tensor, tf.Tensor?];
  const next = optimizers[kind].step({ p, g: gradient, a, b: b ?? a }, rate);
  return tf.stack(next.filter((array) => array !== undefined)) as tf.Tensor3D;
}
