import type { ActivationKind } from './activations.ts';
import type { LossKind } from './losses.ts';
import type { OptimizerKind } from './optimizers.ts';
import type { PenaltyKind } from './penalties.ts';
import type { NumberRange } from './range.ts';
import type { Picture } from './shape.ts';
import type { Corruption } from './tasks.ts';

export type Padding = 'same' | 'valid';

export interface DenseLayer {
  kind: 'dense';
  units: number;
  activation: ActivationKind;
}

export interface Conv2dLayer {
  kind: 'conv2d';
  filters: number;
  /** Side of the square kernel, in pixels. */
  kernel: number;
  stride: number;
  padding: Padding;
  activation: ActivationKind;
}

export interface Conv2dTransposeLayer extends Omit<Conv2dLayer, 'kind'> {
  kind: 'conv2dTranspose';
}

export interface MaxPool2dLayer {
  kind: 'maxPool2d';
  /** Side of the square window and its stride, in pixels. */
  size: number;
}

/** Nearest neighbour: every value becomes a square of `size` by `size` equal ones. */
export interface Upsample2dLayer {
  kind: 'upsample2d';
  size: number;
}

export interface FlattenLayer {
  kind: 'flatten';
}

export interface ReshapeLayer {
  kind: 'reshape';
  shape: Picture;
}

/** While training, sets each number to 0 with this chance, and makes up for it in the others. */
export interface DropoutLayer {
  kind: 'dropout';
  rate: number;
}

/**
 * The code of a variational autoencoder, as the encoder's last layer: a mean and a log-variance for
 * each unit. Training draws the code from that normal distribution; else the code is the mean.
 */
export interface VariationalLayer {
  kind: 'variational';
  units: number;
}

export type Layer =
  | DenseLayer
  | Conv2dLayer
  | MaxPool2dLayer
  | Upsample2dLayer
  | Conv2dTransposeLayer
  | FlattenLayer
  | ReshapeLayer
  | DropoutLayer
  | VariationalLayer;

export type LayerKind = Layer['kind'];
export type LayerOf<Kind extends LayerKind> = Extract<Layer, { kind: Kind }>;

/** `vector` hands the network the 784 pixels in a row, `picture` as 28×28×1. */
export type InputKind = 'vector' | 'picture';
export type InitializerKind = 'glorot' | 'he';

export interface Network {
  input: InputKind;
  /** The encoder's last layer gives the code. */
  encoder: Layer[];
  decoder: Layer[];
  initializer: InitializerKind;
  /** Whether the decoder's kernels are the encoder's own, transposed; dense networks only. */
  tied: boolean;
}

/** Training images an epoch goes through. */
export const IMAGE_COUNTS = [2048, 10_000, 60_000] as const;
export type ImageCount = (typeof IMAGE_COUNTS)[number];

/** `test`: MNIST's 10,000 test images; `heldOut`: the last tenth of the chosen training images. */
export type ValidationKind = 'test' | 'heldOut';

export interface Training {
  optimizer: OptimizerKind;
  learningRate: number;
  loss: LossKind;
  batchSize: number;
  epochs: number;
  images: ImageCount;
  /** The digits that train, in ascending order, at least one. */
  digits: number[];
  /** What is done to the input, never to the target. */
  corruption: Corruption;
  /** The weight of each term that is added to the loss; 0 leaves it out. */
  penalties: Readonly<Record<PenaltyKind, number>>;
  /** The mean activity that the sparsity penalty pulls each unit of the code to. */
  sparsityTarget: number;
  /** Epochs over which the weight of a variational code's divergence grows from 0 to its full size. */
  warmUp: number;
  /** Epochs that each pair of layers trains before the next one inside; null trains all at once. */
  layerwise: number | null;
  validation: ValidationKind;
  /** Stop early at this validation loss, or after this many epochs without improvement. */
  stop: { loss: number | null; patience: number | null };
  /**
   * Whether every machine comes to the same bits: on the simd engine's plain kernels with one thread,
   * whichever backend is chosen, and with no image in another's place.
   */
  reproducible: boolean;
}

/** The whole experiment. The same spec gives the same run. */
export interface Spec {
  version: 1;
  network: Network;
  training: Training;
  /** Decides initial weights, the images' order, and all that is drawn by chance. */
  seed: number;
}

export const trainingRanges = {
  batchSize: { label: 'Batch size', min: 1, max: 4096, integer: true },
  epochs: { label: 'Epochs', min: 1, max: 1000, integer: true },
  sparsityTarget: { label: 'Target activity', min: 0.005, max: 0.5 },
  warmUp: { label: 'Warm-up epochs', min: 0, max: 100, integer: true },
  layerwise: { label: 'Epochs a pair', min: 1, max: 100, integer: true },
  stopLoss: { label: 'Target loss', min: 0.0001, max: 10 },
  patience: { label: 'Patience', min: 1, max: 100, integer: true },
  seed: { label: 'Seed', min: 0, max: 4_294_967_295, integer: true },
} as const satisfies Record<string, NumberRange>;

export const ALL_DIGITS: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
