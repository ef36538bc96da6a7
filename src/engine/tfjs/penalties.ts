import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { type ActivationKind, LEAKY_SLOPE } from '../../spec/activations.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { BufferId, PenaltyOp } from '../program.ts';
import { activations } from './activation.ts';
import { buffer, type Operations, type TrainingPass } from './pass.ts';

/** A mean activity is kept this far from 0 and 1 inside the logarithms. */
const ACTIVITY_EPSILON = 1e-6;

/**
 * A penalty on the values of a buffer, on kernels, or on both, in this order. Those of a batch's parts
 * add up to the batch's.
 */
type Penalty<Op> = (op: Op, on: readonly tf.Tensor[], pass: TrainingPass) => tf.Tensor;

const penalties: { [Name in PenaltyOp['op']]: Penalty<Extract<PenaltyOp, { op: Name }>> } = {
  activityPenalty: (_op, [h], { batch }) => tf.div(tf.sum(tf.abs(h as tf.Tensor)), batch),

  // The mean is the whole batch's: the engine never divides a batch that has this penalty.
  sparsityPenalty: ({ units, target }, [h]) => {
    const mean = tf.mean(tf.reshape(h as tf.Tensor, [-1, units]), 0);
    const inside = tf.clipByValue(mean, ACTIVITY_EPSILON, 1 - ACTIVITY_EPSILON);
    const on = tf.mul(tf.log(tf.div(target, inside)), target);
    const off = tf.mul(tf.log(tf.div(1 - target, tf.sub(1, inside))), 1 - target);
    return tf.sum(tf.add(on, off));
  },

  contractionPenalty: ({ activation, units }, [h, kernel], { batch }) => {
    const slope = slopes[activation](tf.reshape(h as tf.Tensor, [-1, units]));
    const squares = tf.sum(tf.square(slope), 0);
    const norms = tf.sum(tf.square(kernel as tf.Tensor), 0);
    return tf.div(tf.sum(tf.mul(squares, norms)), batch);
  },

  divergencePenalty: (_op, [statistics], { batch }) => {
    const [mean, logVariance] = tf.split(statistics as tf.Tensor, 2, 1);
    if (!mean || !logVariance) throw new RangeError('Statistics are means and log-variances.');
    const spread = tf.sub(tf.sub(tf.exp(logVariance), logVariance), 1);
    return tf.div(tf.sum(tf.add(tf.square(mean), spread)), 2 * batch * DIGIT_SIZE);
  },

  weightDecay: (_op, kernels, { batch, examples }) => {
    const squares = kernels.map((kernel) => tf.sum(tf.square(kernel)));
    return tf.mul(tf.addN(squares), examples / batch);
  },
};

/** f′(z), told from y = f(z), in operations that have a gradient themselves. */
const slopes = {
  linear: (y) => tf.onesLike(y),
  relu: (y) => tf.step(y),
  leakyRelu: (y) => tf.step(y, LEAKY_SLOPE),
  elu: (y) => tf.where(tf.greater(y, 0), tf.onesLike(y), tf.add(y, 1)),
  tanh: (y) => tf.sub(1, tf.square(y)),
  sigmoid: (y) => tf.mul(y, tf.sub(1, y)),
} satisfies Record<ActivationKind, (y: tf.Tensor) => tf.Tensor>;

/** Notes what a penalty comes to, times its weight, and adds its gradients, which autodiff finds. */
function penalize(op: PenaltyOp, pass: TrainingPass): void {
  const place = placeOf(op);
  const kernels = 'kernels' in op ? op.kernels : 'kernel' in op ? [op.kernel] : [];
  const values = place ? [buffer(pass, place.buffer)] : [];
  const on = [...values, ...kernels.map((kernel) => pass.parameters.tensor(kernel))];
  const penalty = penalties[op.op] as Penalty<PenaltyOp>;
  const weight = pass.weights[op.penalty] ?? 0;
  const { value, grads } = tf.valueAndGrads((...given) => tf.mul(penalty(op, given, pass), weight))(
    on,
  );
  pass.penalties[op.penalty] = value as tf.Scalar;
  if (place) {
    const before = buffer(pass, place.gradient);
    const [own, h] = [grads.shift() as tf.Tensor, values[0] as tf.Tensor];
    const back = tf.reshape(activations[place.activation].back(own, h), before.shape);
    pass.buffers.set(place.gradient, tf.add(before, back));
  }
  for (const [index, kernel] of kernels.entries()) {
    pass.gradients.add(kernel, grads[index] as tf.Tensor);
  }
}

/** The buffer that a penalty acts on, and ∂loss/∂z of its layer. */
function placeOf(
  op: PenaltyOp,
): { buffer: BufferId; gradient: BufferId; activation: ActivationKind } | null {
  if ('code' in op) return { buffer: op.code, ...op };
  if ('statistics' in op) return { buffer: op.statistics, activation: 'linear', ...op };
  return null;
}

export const penaltyOperations: Pick<Operations, PenaltyOp['op']> = {
  activityPenalty: penalize,
  sparsityPenalty: penalize,
  contractionPenalty: penalize,
  divergencePenalty: penalize,
  weightDecay: penalize,
};
