import type { ActivationKind } from '../spec/activations.ts';
import type { LossKind } from '../spec/losses.ts';
import type { OptimizerKind } from '../spec/optimizers.ts';
import type { Parameter } from '../spec/parameters.ts';
import type { Shape } from '../spec/shape.ts';

export type { Parameter };

/** Index into `Program.buffers`. */
export type BufferId = number;

/** Memory for one value per example: a batch of n examples takes n × size floats, example by example. */
export interface BufferInfo {
  name: string;
  size: number;
}

/**
 * A convolution's geometry. It joins a large picture (what a convolution reads, what a transposed one
 * writes) and a small one; kernels are laid out [size, size, large channels, small channels] in both.
 * Small (y, x) covers large (y·stride + ky − padTop, x·stride + kx − padLeft).
 */
export interface ConvolutionWindow {
  large: { height: number; width: number; channels: number };
  small: { height: number; width: number; channels: number };
  size: number;
  stride: number;
  padTop: number;
  padLeft: number;
}

/** Squares of `size` in the large picture, one value each in the small one. */
export interface PoolingWindow {
  large: { height: number; width: number };
  small: { height: number; width: number };
  channels: number;
  size: number;
}

/** Fused into an input gradient: × f′(z) of the layer below, from that layer's output f(z). */
export interface ActivationGradient {
  activation: ActivationKind;
  output: BufferId;
}

interface Weighted {
  input: BufferId;
  output: BufferId;
  kernel: Parameter;
  bias: Parameter;
  activation: ActivationKind;
}

interface InputGradient {
  /** ∂loss/∂z of the layer's own sums. */
  gradient: BufferId;
  /** ∂loss/∂z of the layer below. */
  inputGradient: BufferId;
  below: ActivationGradient;
}

interface ParameterGradient {
  input: BufferId;
  gradient: BufferId;
  kernel: Parameter;
  bias: Parameter;
}

/** z = input · kernel + bias, output = f(z); kernel is [inputs, units]. */
export interface DenseOp extends Weighted {
  op: 'dense';
  inputs: number;
  units: number;
}

export interface Conv2dOp extends Weighted {
  op: 'conv2d' | 'conv2dTranspose';
  window: ConvolutionWindow;
}

export interface PoolingOp {
  op: 'maxPool2d' | 'upsample2d';
  input: BufferId;
  output: BufferId;
  window: PoolingWindow;
}

export type ForwardOp = DenseOp | Conv2dOp | PoolingOp;

/** ∂loss/∂z of the last layer, its activation included. */
export interface LossGradientOp {
  op: 'lossGradient';
  loss: LossKind;
  output: BufferId;
  target: BufferId;
  gradient: BufferId;
  activation: ActivationKind;
}

export interface DenseInputGradientOp extends InputGradient {
  op: 'denseInputGradient';
  kernel: Parameter;
  inputs: number;
  units: number;
}

export interface DenseParameterGradientOp extends ParameterGradient {
  op: 'denseParameterGradient';
  inputs: number;
  units: number;
}

export interface Conv2dInputGradientOp extends InputGradient {
  op: 'conv2dInputGradient' | 'conv2dTransposeInputGradient';
  kernel: Parameter;
  window: ConvolutionWindow;
}

export interface Conv2dParameterGradientOp extends ParameterGradient {
  op: 'conv2dParameterGradient' | 'conv2dTransposeParameterGradient';
  window: ConvolutionWindow;
}

/** The largest value's place, the first of equals, receives the gradient. */
export interface MaxPool2dInputGradientOp extends InputGradient {
  op: 'maxPool2dInputGradient';
  input: BufferId;
  output: BufferId;
  window: PoolingWindow;
}

export interface Upsample2dInputGradientOp extends InputGradient {
  op: 'upsample2dInputGradient';
  window: PoolingWindow;
}

export type BackwardOp =
  | LossGradientOp
  | DenseInputGradientOp
  | DenseParameterGradientOp
  | Conv2dInputGradientOp
  | Conv2dParameterGradientOp
  | MaxPool2dInputGradientOp
  | Upsample2dInputGradientOp;

/** One optimizer step over parameters [offset, offset + size) of the flat array. */
export interface UpdateOp {
  op: OptimizerKind;
  offset: number;
  size: number;
}

/** Where a layer of the spec left its output. */
export interface LayerOutput {
  buffer: BufferId;
  shape: Shape;
  parameters: readonly Parameter[];
}

/** A spec, lowered: what an engine executes, and all that it needs to know. */
export interface Program {
  buffers: readonly BufferInfo[];
  parameters: readonly Parameter[];
  /** Length of the flat parameter array. */
  parameterCount: number;
  /** Arrays of that length that the optimizer keeps, one after the other. */
  slotCount: number;
  input: BufferId;
  target: BufferId;
  code: BufferId;
  output: BufferId;
  /** Encoder's layers, then decoder's, as in the spec. */
  layers: readonly LayerOutput[];
  loss: LossKind;
  optimizer: OptimizerKind;
  forward: readonly ForwardOp[];
  /** How many of the forward operations are the encoder's. */
  encoderLength: number;
  backward: readonly BackwardOp[];
  update: readonly UpdateOp[];
}
