import type { ActivationKind } from '../spec/activations.ts';
import type { LossKind } from '../spec/losses.ts';
import type { OptimizerKind } from '../spec/optimizers.ts';
import type { Parameter } from '../spec/parameters.ts';
import type { PenaltyKind } from '../spec/penalties.ts';
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

/** A kernel [inputs, units], or a tied one, [units, inputs], used transposed. */
interface DenseKernel {
  inputs: number;
  units: number;
  transposed: boolean;
}

/** z = input · kernel + bias, output = f(z). */
export interface DenseOp extends Weighted, DenseKernel {
  op: 'dense';
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

/** output = input · mask, elementwise; the mask is drawn while training, and 1 otherwise. */
export interface DropoutOp {
  op: 'dropout';
  input: BufferId;
  mask: BufferId;
  output: BufferId;
}

/**
 * output = μ + e^(½ log σ²) · noise; `statistics` holds μ of all units, then log σ² of all units. The
 * noise is drawn while training, and 0 otherwise.
 */
export interface SampleOp {
  op: 'sample';
  statistics: BufferId;
  noise: BufferId;
  output: BufferId;
  units: number;
}

export type ForwardOp = DenseOp | Conv2dOp | PoolingOp | DropoutOp | SampleOp;

/** A buffer that is drawn by chance for every example while training. */
export interface Draw {
  buffer: BufferId;
  size: number;
  /** `keep`: 0 with the chance `rate`, else 1/(1 − rate); at rest 1. `normal`: N(0, 1); at rest 0. */
  kind: 'keep' | 'normal';
  rate: number;
}

/** ∂loss/∂z of the last layer, its activation included. */
export interface LossGradientOp {
  op: 'lossGradient';
  loss: LossKind;
  output: BufferId;
  target: BufferId;
  gradient: BufferId;
  activation: ActivationKind;
}

export interface DenseInputGradientOp extends InputGradient, DenseKernel {
  op: 'denseInputGradient';
  kernel: Parameter;
}

/** Adds to the gradients of kernel and bias, as every parameter gradient does: kernels may be shared. */
export interface DenseParameterGradientOp extends ParameterGradient, DenseKernel {
  op: 'denseParameterGradient';
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

export interface DropoutInputGradientOp extends InputGradient {
  op: 'dropoutInputGradient';
  mask: BufferId;
}

/** `inputGradient` is that of the statistics, whose layer is linear. */
export interface SampleInputGradientOp {
  op: 'sampleInputGradient';
  statistics: BufferId;
  noise: BufferId;
  gradient: BufferId;
  inputGradient: BufferId;
  units: number;
}

/**
 * A term of the loss beside the reconstruction's: its weight is `Batches.weights[penalty]`. As a
 * backward operation it adds its gradient to one that is there; `src/spec/penalties.ts` has the formulas.
 */
interface Penalty {
  penalty: number;
}

/** On a code: adds to ∂loss/∂z of its layer, the activation included. */
interface CodePenalty extends Penalty {
  code: BufferId;
  activation: ActivationKind;
  gradient: BufferId;
  units: number;
}

/** Σ |h|, averaged over the batch. */
export interface ActivityPenaltyOp extends CodePenalty {
  op: 'activityPenalty';
}

/** Σ KL(target ‖ mean of h over the whole batch). */
export interface SparsityPenaltyOp extends CodePenalty {
  op: 'sparsityPenalty';
  target: number;
}

/** Σ (∂hⱼ/∂xᵢ)² = Σⱼ f′(zⱼ)² · Σᵢ Wᵢⱼ² of the code's layer, averaged; adds to the kernel's gradient, too. */
export interface ContractionPenaltyOp extends CodePenalty {
  op: 'contractionPenalty';
  kernel: Parameter;
  inputs: number;
}

/** KL(N(μ, σ²) ‖ N(0, 1)) / 784, averaged; adds to the statistics' gradient. */
export interface DivergencePenaltyOp extends Penalty {
  op: 'divergencePenalty';
  statistics: BufferId;
  gradient: BufferId;
  units: number;
}

/** Σ W² over the kernels. */
export interface WeightDecayOp extends Penalty {
  op: 'weightDecay';
  kernels: readonly Parameter[];
}

export type PenaltyOp =
  | ActivityPenaltyOp
  | SparsityPenaltyOp
  | ContractionPenaltyOp
  | DivergencePenaltyOp
  | WeightDecayOp;

export type BackwardOp =
  | LossGradientOp
  | PenaltyOp
  | DropoutInputGradientOp
  | SampleInputGradientOp
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
  /** The layer's place among all, the encoder's first. */
  index: number;
  buffer: BufferId;
  /** ∂loss/∂z of the layer, after a backward pass; null where the buffer is the input itself. */
  gradient: BufferId | null;
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
  /** Encoder's layers, then decoder's, as in the spec; of a stage only those it trains. */
  layers: readonly LayerOutput[];
  /** What the caller draws for each batch. */
  draws: readonly Draw[];
  /** The kinds of the penalties, in the order of their weights. */
  penalties: readonly PenaltyKind[];
  loss: LossKind;
  optimizer: OptimizerKind;
  forward: readonly ForwardOp[];
  /** How many of the forward operations are the encoder's. */
  encoderLength: number;
  backward: readonly BackwardOp[];
  update: readonly UpdateOp[];
}
