import * as tf from '@tensorflow/tfjs-core';
import { type ActivationKind, LEAKY_SLOPE } from '../../spec/activations.ts';

interface Activation {
  /** f(z) */
  value(z: tf.Tensor): tf.Tensor;
  /** gradient × f′(z), told from y = f(z). */
  back(gradient: tf.Tensor, y: tf.Tensor): tf.Tensor;
}

export const activations = {
  linear: { value: (z) => z, back: (gradient) => gradient },
  relu: { value: tf.relu, back: (gradient, y) => tf.mul(gradient, tf.step(y)) },
  leakyRelu: {
    value: (z) => tf.leakyRelu(z, LEAKY_SLOPE),
    back: (gradient, y) => tf.mul(gradient, tf.step(y, LEAKY_SLOPE)),
  },
  elu: {
    value: tf.elu,
    back: (gradient, y) => tf.mul(gradient, tf.add(tf.minimum(y, 0), 1)),
  },
  tanh: { value: tf.tanh, back: (gradient, y) => tf.mul(gradient, tf.sub(1, tf.square(y))) },
  sigmoid: {
    value: tf.sigmoid,
    back: (gradient, y) => tf.mul(gradient, tf.mul(y, tf.sub(1, y))),
  },
} satisfies Record<ActivationKind, Activation>;
