import * as tf from '@tensorflow/tfjs-core';
import type { BackwardOp, BufferId, ForwardOp } from '../program.ts';
import type { Gradients } from './gradients.ts';
import type { Parameters } from './parameters.ts';

/** What operations read and write while they work on some examples. */
export interface Pass {
  readonly parameters: Parameters;
  /** Each [examples, …] in the shape that its maker gave it. */
  readonly buffers: Map<BufferId, tf.Tensor>;
}

/** A pass over a batch, or a part of it, that goes back as well. */
export interface TrainingPass extends Pass {
  readonly gradients: Gradients;
  /** Examples in this pass, and in the whole batch: the loss is the mean over that. */
  readonly examples: number;
  readonly batch: number;
  /** The weight of each of the program's penalties, and what each comes to, times its weight. */
  readonly weights: readonly number[];
  readonly penalties: tf.Scalar[];
}

type Named<Op, Name> = Op extends { op: string } ? (Name extends Op['op'] ? Op : never) : never;

/** One function for every operation that a program may hold. */
export type Operations = {
  readonly [Name in ForwardOp['op']]: (op: Named<ForwardOp, Name>, pass: Pass) => void;
} & {
  readonly [Name in BackwardOp['op']]: (op: Named<BackwardOp, Name>, pass: TrainingPass) => void;
};

/** The tensor of a buffer; it must have been written. */
export function buffer({ buffers }: Pass, id: BufferId): tf.Tensor {
  const tensor = buffers.get(id);
  if (!tensor) throw new RangeError(`Buffer ${id} is read before it is written.`);
  return tensor;
}

/** A buffer's tensor as [examples, …shape]: the same values in the same order. */
export function shaped<Shape extends number[]>(pass: Pass, id: BufferId, shape: [...Shape]) {
  const tensor = buffer(pass, id);
  const isThere =
    tensor.rank === shape.length + 1 &&
    shape.every((length, axis) => tensor.shape[axis + 1] === length);
  const reshaped = isThere ? tensor : tf.reshape(tensor, [-1, ...shape]);
  return reshaped as Shape['length'] extends 3 ? tf.Tensor4D : tf.Tensor2D;
}
