import * as tf from '@tensorflow/tfjs-core';
import { BCE_EPSILON, type LossKind } from '../../spec/losses.ts';

/** Tensors of one shape: the network's last values and what they should be. */
interface Loss {
  /** Elementwise; its mean is the loss. */
  value(y: tf.Tensor, t: tf.Tensor): tf.Tensor;
  /** ∂value/∂y */
  slope(y: tf.Tensor, t: tf.Tensor): tf.Tensor;
}

/** By the prediction p = y. */
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
  meanSquaredError: {
    value: (p, t) => tf.squaredDifference(p, t),
    slope: (p, t) => tf.mul(tf.sub(p, t), 2),
  },
  meanAbsoluteError: {
    value: (p, t) => tf.abs(tf.sub(p, t)),
    slope: (p, t) => tf.sign(tf.sub(p, t)),
  },
} satisfies Record<LossKind, Loss>;

/** Where the sigmoid's value is BCE_EPSILON: beyond ± this, the clipped loss stays the same. */
const LOGIT_LIMIT = Math.log((1 - BCE_EPSILON) / BCE_EPSILON);

/**
 * Binary cross-entropy by the sums z before the sigmoid: log(1 + eᶻ) − t·z is exact where 1 − p is
 * not, and its slope comes to p − t.
 */
const logisticLoss: Loss = {
  value: (z, t) => {
    const inside = tf.clipByValue(z, -LOGIT_LIMIT, LOGIT_LIMIT);
    return tf.sub(tf.softplus(inside), tf.mul(t, inside));
  },
  slope: (z, t) => tf.sub(tf.sigmoid(z), t),
};

/** Whether the loss takes the last layer's sums in place of its output. */
export function takesSums(loss: LossKind, activation: string): boolean {
  return loss === 'binaryCrossentropy' && activation === 'sigmoid';
}

/**
 * The loss added up over all values: divide by `count` for the mean. Its gradient is already that of
 * the mean, so that gradients of a batch's parts add up to the batch's.
 * @param y [n, …] the network's output, or its sums where the loss takes those
 * @param t the targets, in the same shape
 * @param count values in the whole batch
 */
export function lossSum(
  kind: LossKind | 'logistic',
  y: tf.Tensor,
  t: tf.Tensor,
  count: number,
): tf.Scalar {
  const { value, slope }: Loss = kind === 'logistic' ? logisticLoss : losses[kind];
  const lossOf = tf.customGrad((...inputs) => {
    const [saved, save] = inputs as [tf.Tensor, tf.GradSaveFunc];
    save([saved]);
    return {
      value: tf.sum(value(saved, t)),
      gradFunc: (_one, tensors) => tf.div(slope(tensors[0] as tf.Tensor, t), count),
    };
  });
  return lossOf(y) as tf.Scalar;
}
