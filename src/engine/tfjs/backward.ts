import * as tf from '@tensorflow/tfjs-core';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type {
  ActivationGradient,
  BackwardOp,
  BufferId,
  Conv2dParameterGradientOp,
  ConvolutionWindow,
} from '../program.ts';
import { activations } from './activation.ts';
import { distribution, drawnFor, enlarge, paddingOf } from './forward.ts';
import { lossSlope } from './loss.ts';
import { buffer, type Operations, type Pass, shaped, type TrainingPass } from './pass.ts';
import { penaltyOperations } from './penalties.ts';

/** Backward operations in TensorFlow.js' own. */
export const backwardOperations: Pick<Operations, BackwardOp['op']> = {
  lossGradient(op, pass) {
    const y = buffer(pass, op.output);
    const t = tf.reshape(buffer(pass, op.target), y.shape);
    pass.buffers.set(op.gradient, tf.div(lossSlope(op, y, t), pass.batch * DIGIT_SIZE));
  },

  denseInputGradient({ gradient, inputGradient, below, kernel, transposed, units }, pass) {
    const weights = pass.parameters.tensor<tf.Tensor2D>(kernel);
    const products = tf.matMul(shaped(pass, gradient, [units]), weights, false, !transposed);
    setInputGradient(pass, inputGradient, products, below);
  },

  denseParameterGradient(op, pass) {
    const x = shaped(pass, op.input, [op.inputs]);
    const sums = shaped(pass, op.gradient, [op.units]);
    const [left, right] = op.transposed ? [sums, x] : [x, sums];
    pass.gradients.add(op.kernel, tf.matMul(left, right, true, false));
    pass.gradients.add(op.bias, tf.sum(sums, 0));
  },

  conv2dInputGradient({ gradient, inputGradient, below, kernel, window }, pass) {
    const filter = pass.parameters.tensor<tf.Tensor4D>(kernel);
    const products = enlarge(small(pass, gradient, window), filter, window);
    setInputGradient(pass, inputGradient, products, below);
  },

  conv2dTransposeInputGradient({ gradient, inputGradient, below, kernel, window }, pass) {
    const filter = pass.parameters.tensor<tf.Tensor4D>(kernel);
    const sums = large(pass, gradient, window);
    const products = tf.conv2d(sums, filter, window.stride, paddingOf(window));
    setInputGradient(pass, inputGradient, products, below);
  },

  conv2dParameterGradient(op, pass) {
    addFilterGradient(
      op,
      large(pass, op.input, op.window),
      small(pass, op.gradient, op.window),
      pass,
    );
    pass.gradients.add(op.bias, tf.sum(small(pass, op.gradient, op.window), [0, 1, 2]));
  },

  conv2dTransposeParameterGradient(op, pass) {
    addFilterGradient(
      op,
      large(pass, op.gradient, op.window),
      small(pass, op.input, op.window),
      pass,
    );
    pass.gradients.add(op.bias, tf.sum(large(pass, op.gradient, op.window), [0, 1, 2]));
  },

  maxPool2dInputGradient({ input, output, gradient, inputGradient, below, window }, pass) {
    const { size, channels, ...pictures } = window;
    const pooled = [pictures.small.height, pictures.small.width, channels] as [
      number,
      number,
      number,
    ];
    const products = tf.engine().runKernel<tf.Tensor>(
      tf.MaxPoolGrad,
      {
        dy: shaped(pass, gradient, pooled),
        input: shaped(pass, input, [pictures.large.height, pictures.large.width, channels]),
        output: shaped(pass, output, pooled),
      },
      { filterSize: size, strides: size, pad: 'valid' },
    );
    setInputGradient(pass, inputGradient, products, below);
  },

  /** A square's gradients add up: `size²` times their mean. */
  upsample2dInputGradient({ gradient, inputGradient, below, window }, pass) {
    const { large, channels, size } = window;
    const sums = shaped(pass, gradient, [large.height, large.width, channels]);
    const products = tf.mul(tf.avgPool(sums, size, size, 'valid'), size ** 2);
    setInputGradient(pass, inputGradient, products, below);
  },

  dropoutInputGradient({ gradient, inputGradient, mask, below }, pass) {
    const sums = buffer(pass, gradient);
    setInputGradient(pass, inputGradient, tf.mul(sums, drawnFor(sums, mask, pass)), below);
  },

  /** The noise is held fixed. */
  sampleInputGradient({ statistics, noise, gradient, inputGradient, units }, pass) {
    const { deviation } = distribution(pass, statistics, units);
    const g = buffer(pass, gradient);
    const ofLogVariance = tf.mul(tf.mul(g, deviation), tf.div(buffer(pass, noise), 2));
    pass.buffers.set(inputGradient, tf.concat([g, ofLogVariance], 1));
  },

  ...penaltyOperations,
};

/** × f′(z) of the layer below: the chain rule's last factor. */
function setInputGradient(
  pass: Pass,
  id: BufferId,
  gradient: tf.Tensor,
  { activation, output }: ActivationGradient,
): void {
  const y = tf.reshape(buffer(pass, output), gradient.shape);
  pass.buffers.set(id, activations[activation].back(gradient, y));
}

/** ∂loss/∂kernel; the kernel joins large and small pictures alike in both convolutions. */
function addFilterGradient(
  { window, kernel }: Conv2dParameterGradientOp,
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  pass: TrainingPass,
): void {
  const gradient = tf.engine().runKernel<tf.Tensor>(
    tf.Conv2DBackpropFilter,
    { x, dy },
    {
      strides: window.stride,
      pad: paddingOf(window),
      dataFormat: 'NHWC',
      filterShape: [...kernel.shape],
    },
  );
  pass.gradients.add(kernel, gradient);
}

function large(pass: Pass, id: BufferId, { large }: ConvolutionWindow): tf.Tensor4D {
  return shaped(pass, id, [large.height, large.width, large.channels]);
}

function small(pass: Pass, id: BufferId, { small }: ConvolutionWindow): tf.Tensor4D {
  return shaped(pass, id, [small.height, small.width, small.channels]);
}
