import * as tf from '@tensorflow/tfjs-core';
import type { ActivationKind } from '../../spec/activations.ts';
import { BCE_EPSILON, type LossKind } from '../../spec/losses.ts';
import { activations } from './activation.ts';

/** Tensors of one shape: the network's last values and what they should be. */
interface Loss {
  /** Elementwise; its mean is the loss. */
  value(y: tf.Tensor, t: tf.Tensor): tf.Tensor;
  /** ∂value/∂y */
  slope(y: tf.Tensor, t: tf.Tensor): tf.Tensor;
}

/** A loss by the prediction, or by the sums before the last layer's sigmoid. */
export type LossForm = LossKind | 'logistic';

/** Where the sigmoid's value is BCE_EPSILON: beyond ± this, the clipped loss stays the same. */
export const LOGIT_LIMIT = Math.log((1 - BCE_EPSILON) / BCE_EPSILON);

const losses = {
  binaryCrossentropy: {
    value: (p, t) => {
      const inside = tf.clipByValue(p, BCE_EPSILON, 1 - BCE_EPSILON);
      const ink = tf.mul(t, tf.log(inside));
      const paper = tf.mul(tf.sub(1, t), tf.log(tf.sub(1, inside)));
      return tf.neg(tf.add(ink, paper));
    },
    slope: (p, t) => {
      const inside = tf.clipByValue(p, BCE_EPSILON, 1 - BCE_EPSILON);
      const slope = tf.div(tf.sub(p, t), tf.mul(inside, tf.sub(1, inside)));
      return tf.where(tf.equal(p, inside), slope, tf.zerosLike(slope));
    },
  },
  /**
   * Binary cross-entropy by the sums z before the sigmoid: log(1 + eᶻ) − t·z is exact where 1 − p is
   * not, and its slope comes to p − t.
   */
  logistic: {
    value: (z, t) => {
      const inside = tf.clipByValue(z, -LOGIT_LIMIT, LOGIT_LIMIT);
      return tf.sub(tf.softplus(inside), tf.mul(t, inside));
    },
    slope: (z, t) => tf.sub(tf.sigmoid(z), t),
  },
  meanSquaredError: {
    value: (p, t) => tf.squaredDifference(p, t),
    slope: (p, t) => tf.mul(tf.sub(p, t), 2),
  },
  meanAbsoluteError: {
    value: (p, t) => tf.abs(tf.sub(p, t)),
    slope: (p, t) => tf.sign(tf.sub(p, t)),
  },
} satisfies Record<LossForm, Loss>;

/** What a loss is told of when the last layer ends in an activation. */
export function lossFormOf(loss: LossKind, activation: ActivationKind): LossForm {
  return loss === 'binaryCrossentropy' && activation === 'sigmoid' ? 'logistic' : loss;
}

/** The loss, added up over all values. */
export function lossSum(form: LossForm, y: tf.Tensor, t: tf.Tensor): tf.Scalar {
  return tf.sum(losses[form].value(y, t));
}

/** ∂value/∂z of the last layer's sums z, elementwise. */
export function lossSlope(
  { loss, activation }: { loss: LossKind; activation: ActivationKind },
  y: tf.Tensor,
  t: tf.Tensor,
): tf.Tensor {
  const form = lossFormOf(loss, activation);
  const slope = losses[form].slope(y, t);
  return form === 'logistic' ? slope : activations[activation].back(slope, y);
}
