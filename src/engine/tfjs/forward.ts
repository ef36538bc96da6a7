import * as tf from '@tensorflow/tfjs-core';
import type { ActivationKind } from '../../spec/activations.ts';
import type {
  BufferId,
  Conv2dOp,
  ConvolutionWindow,
  DenseOp,
  DropoutOp,
  ForwardOp,
  PoolingOp,
  SampleOp,
} from '../program.ts';
import { activations } from './activation.ts';

/** What forward operations read and write; gradients are TensorFlow.js' affair. */
export interface Values {
  /** Kernels and biases by their names. */
  weights: ReadonlyMap<string, tf.Tensor>;
  /** Each [batch, …] in the shape that its maker gave it. */
  buffers: Map<BufferId, tf.Tensor>;
}

/** Gives the sums z; what follows is the activation. */
const operations = {
  dense({ input, inputs, kernel, bias, transposed }: DenseOp, values: Values): tf.Tensor {
    const a = asShape(buffer(values, input), [-1, inputs]);
    // Fused even under gradients, as it is linear.
    return tf.fused.matMul({
      a,
      b: weight(values, kernel),
      transposeB: transposed,
      bias: weight(values, bias),
    });
  },

  conv2d({ input, window, kernel, bias }: Conv2dOp, values: Values): tf.Tensor {
    const { height, width, channels } = window.large;
    return tf.fused.conv2d({
      x: asShape(buffer(values, input), [-1, height, width, channels]),
      filter: weight(values, kernel),
      strides: window.stride,
      pad: paddingOf(window),
      bias: weight(values, bias),
    });
  },

  conv2dTranspose({ input, window, kernel, bias }: Conv2dOp, values: Values): tf.Tensor {
    const { small, large, stride } = window;
    const x = asShape(buffer(values, input), [-1, small.height, small.width, small.channels]);
    const outputShape = [x.shape[0], large.height, large.width, large.channels] as const;
    const filter = weight<tf.Tensor4D>(values, kernel);
    const sums = tf.conv2dTranspose(x, filter, [...outputShape], stride, paddingOf(window));
    return tf.add(sums, weight(values, bias));
  },

  maxPool2d({ input, window }: PoolingOp, values: Values): tf.Tensor {
    const { large, channels, size } = window;
    const x = asShape(buffer(values, input), [-1, large.height, large.width, channels]);
    return tf.maxPool(x, size, size, 'valid');
  },

  upsample2d({ input, window }: PoolingOp, values: Values): tf.Tensor {
    const { small, large, channels, size } = window;
    const x = asShape(buffer(values, input), [-1, small.height, small.width, channels]);
    return enlarge(x, [large.height, large.width], size);
  },

  dropout({ input, mask }: DropoutOp, values: Values): tf.Tensor {
    const x = buffer(values, input);
    const drawn = buffer(values, mask);
    return tf.mul(x, drawn.rank === 0 ? drawn : tf.reshape(drawn, x.shape));
  },

  sample({ statistics, noise, units }: SampleOp, values: Values): tf.Tensor {
    const [mean, logVariance] = tf.split(buffer(values, statistics), [units, units], 1);
    if (!mean || !logVariance) throw new RangeError('Statistics are means and log-variances.');
    return tf.add(mean, tf.mul(tf.exp(tf.div(logVariance, 2)), buffer(values, noise)));
  },
} satisfies Record<ForwardOp['op'], unknown>;

/**
 * Executes forward operations on what `values.buffers` holds.
 * @param rawOutput leave out the activation of the very last operation: the loss takes it over
 */
export function forward(list: readonly ForwardOp[], values: Values, rawOutput = false): void {
  for (const [index, op] of list.entries()) {
    const sums = (operations[op.op] as (op: ForwardOp, values: Values) => tf.Tensor)(op, values);
    const isRaw = rawOutput && index === list.length - 1;
    const activation: ActivationKind = 'activation' in op && !isRaw ? op.activation : 'linear';
    values.buffers.set(op.output, activations[activation](sums));
  }
}

/** The tensor of a buffer; it must have been written. */
export function buffer({ buffers }: Values, id: BufferId): tf.Tensor {
  const tensor = buffers.get(id);
  if (!tensor) throw new RangeError(`Buffer ${id} is read before it is written.`);
  return tensor;
}

export function weight<T extends tf.Tensor>({ weights }: Values, { name }: { name: string }): T {
  const tensor = weights.get(name);
  if (!tensor) throw new RangeError(`There is no parameter ${name}.`);
  return tensor as T;
}

function asShape<Shape extends number[]>(tensor: tf.Tensor, shape: readonly [...Shape]) {
  const isThere =
    tensor.rank === shape.length &&
    shape.every((length, i) => i === 0 || tensor.shape[i] === length);
  const reshaped = isThere ? tensor : tf.reshape(tensor, [...shape]);
  return reshaped as Shape['length'] extends 4 ? tf.Tensor4D : tf.Tensor2D;
}

/**
 * Nearest neighbour by a whole factor, and its gradient: a square's gradients add up, `size²` times
 * their mean. TensorFlow.js' own gradient on the CPU is right for a batch's first example only: it
 * walks the large picture with the small one's batch stride (tfjs 4.22, ResizeNearestNeighborGrad).
 */
function enlarge(picture: tf.Tensor4D, shape: [number, number], size: number): tf.Tensor {
  const enlarged = tf.customGrad((x) => ({
    value: tf.image.resizeNearestNeighbor(x as tf.Tensor4D, shape),
    gradFunc: (gradient) =>
      tf.mul(tf.avgPool(gradient as tf.Tensor4D, size, size, 'valid'), size ** 2),
  }));
  return enlarged(picture);
}

/**
 * TensorFlow's word for the window's padding. Where both words fit, they mean the same: windows that
 * miss nothing are not padded.
 */
function paddingOf({ large, small, stride }: ConvolutionWindow): 'same' | 'valid' {
  const covers = (length: number, windows: number) => windows === Math.ceil(length / stride);
  return covers(large.height, small.height) && covers(large.width, small.width) ? 'same' : 'valid';
}
