import * as tf from '@tensorflow/tfjs-core';
import { type ActivationKind, LEAKY_SLOPE } from '../../spec/activations.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { BackwardOp, PenaltyOp } from '../program.ts';
import { buffer, type Values, weight } from './forward.ts';

/** A mean activity is kept this far from 0 and 1 inside the logarithms. */
const ACTIVITY_EPSILON = 1e-6;

/** A penalty of examples that are `share` of a batch of `batch`: shares add up to the batch's. */
type Penalty<Op> = (op: Op, values: Values, batch: number, share: number) => tf.Tensor;

const penalties: { [Name in PenaltyOp['op']]: Penalty<Extract<PenaltyOp, { op: Name }>> } = {
  activityPenalty: (op, values, batch) => tf.div(tf.sum(tf.abs(buffer(values, op.code))), batch),

  // The mean is the whole batch's: the engine never divides a batch that has this penalty.
  sparsityPenalty: ({ code, units, target }, values) => {
    const mean = tf.mean(tf.reshape(buffer(values, code), [-1, units]), 0);
    const inside = tf.clipByValue(mean, ACTIVITY_EPSILON, 1 - ACTIVITY_EPSILON);
    const on = tf.mul(tf.log(tf.div(target, inside)), target);
    const off = tf.mul(tf.log(tf.div(1 - target, tf.sub(1, inside))), 1 - target);
    return tf.sum(tf.add(on, off));
  },

  contractionPenalty: ({ code, activation, units, kernel }, values, batch) => {
    const h = tf.reshape(buffer(values, code), [-1, units]);
    const squares = tf.sum(tf.square(slopes[activation](h)), 0);
    const norms = tf.sum(tf.square(weight(values, kernel)), 0);
    return tf.div(tf.sum(tf.mul(squares, norms)), batch);
  },

  divergencePenalty: ({ statistics, units }, values, batch) => {
    const [mean, logVariance] = tf.split(buffer(values, statistics), [units, units], 1);
    if (!mean || !logVariance) throw new RangeError('Statistics are means and log-variances.');
    const spread = tf.sub(tf.sub(tf.exp(logVariance), logVariance), 1);
    return tf.div(tf.sum(tf.add(tf.square(mean), spread)), 2 * batch * DIGIT_SIZE);
  },

  weightDecay: ({ kernels }, values, _batch, share) => {
    const squares = kernels.map((kernel) => tf.sum(tf.square(weight(values, kernel))));
    return tf.mul(tf.addN(squares), share);
  },
};

/** f′(z), told from y = f(z). */
const slopes = {
  linear: (y) => tf.onesLike(y),
  relu: (y) => tf.step(y),
  leakyRelu: (y) => tf.step(y, LEAKY_SLOPE),
  elu: (y) => tf.where(tf.greater(y, 0), tf.onesLike(y), tf.add(y, 1)),
  tanh: (y) => tf.sub(1, tf.square(y)),
  sigmoid: (y) => tf.mul(y, tf.sub(1, y)),
} satisfies Record<ActivationKind, (y: tf.Tensor) => tf.Tensor>;

/**
 * The penalties of a part of a batch, each times its weight, in the order of their numbers.
 * @param examples in this part
 * @param batch examples in the whole batch
 */
export function weightedPenalties(
  list: readonly BackwardOp[],
  values: Values,
  weights: readonly number[],
  examples: number,
  batch: number,
): tf.Scalar[] {
  return list
    .filter((op) => 'penalty' in op)
    .toSorted((a, b) => a.penalty - b.penalty)
    .map((op) => {
      const penalty = penalties[op.op] as Penalty<PenaltyOp>;
      return tf.mul(penalty(op, values, batch, examples / batch), weights[op.penalty] ?? 0);
    });
}
