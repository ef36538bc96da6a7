import * as tf from '@tensorflow/tfjs-core';
import type { BufferId, ConvolutionWindow, ForwardOp } from '../program.ts';
import { activations } from './activation.ts';
import { buffer, type Operations, type Pass, shaped } from './pass.ts';

/** Forward operations in TensorFlow.js' own. */
export const forwardOperations: Pick<Operations, ForwardOp['op']> = {
  dense({ input, output, inputs, kernel, transposed, bias, activation }, pass) {
    const sums = tf.fused.matMul({
      a: shaped(pass, input, [inputs]),
      b: pass.parameters.tensor<tf.Tensor2D>(kernel),
      transposeB: transposed,
      bias: pass.parameters.tensor(bias),
    });
    pass.buffers.set(output, activations[activation].value(sums));
  },

  conv2d({ input, output, window, kernel, bias, activation }, pass) {
    const { height, width, channels } = window.large;
    const sums = tf.fused.conv2d({
      x: shaped(pass, input, [height, width, channels]),
      filter: pass.parameters.tensor<tf.Tensor4D>(kernel),
      strides: window.stride,
      pad: paddingOf(window),
      bias: pass.parameters.tensor(bias),
    });
    pass.buffers.set(output, activations[activation].value(sums));
  },

  conv2dTranspose({ input, output, window, kernel, bias, activation }, pass) {
    const { height, width, channels } = window.small;
    const x = shaped(pass, input, [height, width, channels]);
    const filter = pass.parameters.tensor<tf.Tensor4D>(kernel);
    const products = enlarge(x, filter, window);
    const sums = tf.add(products, pass.parameters.tensor(bias));
    pass.buffers.set(output, activations[activation].value(sums));
  },

  maxPool2d({ input, output, window }, pass) {
    const { large, channels, size } = window;
    const x = shaped(pass, input, [large.height, large.width, channels]);
    pass.buffers.set(output, tf.maxPool(x, size, size, 'valid'));
  },

  upsample2d({ input, output, window }, pass) {
    const { small, large, channels } = window;
    const x = shaped(pass, input, [small.height, small.width, channels]);
    const enlarged = tf.image.resizeNearestNeighbor(x, [large.height, large.width]);
    pass.buffers.set(output, enlarged);
  },

  dropout({ input, mask, output }, pass) {
    const x = buffer(pass, input);
    pass.buffers.set(output, tf.mul(x, drawnFor(x, mask, pass)));
  },

  sample({ statistics, noise, output, units }, pass) {
    const { mean, deviation } = distribution(pass, statistics, units);
    pass.buffers.set(output, tf.add(mean, tf.mul(deviation, buffer(pass, noise))));
  },
};

/** What was drawn, in the shape of the values it is for, or the one value for all of them at rest. */
export function drawnFor(values: tf.Tensor, id: BufferId, pass: Pass): tf.Tensor {
  const drawn = buffer(pass, id);
  return drawn.rank === 0 ? drawn : tf.reshape(drawn, values.shape);
}

/** μ and σ = e^(½ log σ²), each [examples, units]. */
export function distribution(pass: Pass, statistics: BufferId, units: number) {
  const [mean, logVariance] = tf.split(shaped(pass, statistics, [2 * units]), 2, 1);
  if (!mean || !logVariance) throw new RangeError('Statistics are means and log-variances.');
  return { mean, deviation: tf.exp(tf.div(logVariance, 2)) };
}

/** From small pictures to large ones: a transposed convolution, and a convolution's way back. */
export function enlarge(
  small: tf.Tensor4D,
  kernel: tf.Tensor4D,
  window: ConvolutionWindow,
): tf.Tensor4D {
  const { height, width, channels } = window.large;
  const shape: [number, number, number, number] = [small.shape[0], height, width, channels];
  return tf.conv2dTranspose(small, kernel, shape, window.stride, paddingOf(window));
}

/**
 * TensorFlow's word for the window's padding. Where both words fit, they mean the same: windows that
 * miss nothing are not padded.
 */
export function paddingOf({ large, small, stride }: ConvolutionWindow): 'same' | 'valid' {
  const covers = (length: number, windows: number) => windows === Math.ceil(length / stride);
  return covers(large.height, small.height) && covers(large.width, small.width) ? 'same' : 'valid';
}
