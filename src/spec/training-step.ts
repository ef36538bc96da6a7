import type { PenaltyKind } from './penalties.ts';

/** One step of training on one picture, with all that was computed on the way. */
export interface TrainingStep {
  /** What went in, and what should come out: 784 values each. */
  input: Float32Array<ArrayBuffer>;
  target: Float32Array<ArrayBuffer>;
  /** The number of this step, from 1. */
  step: number;
  learningRate: number;
  before: Losses;
  after: Losses;
  /** The pixel that is rebuilt worst: where it is, what was wanted and made, and what that costs. */
  worst: { place: number; target: number; output: number; loss: number; gradient: number };
  /** By layer, the encoder's first; null for layers that the stage leaves out. */
  layers: (LayerStep | null)[];
}

/** The mean over the pixels, and what each penalty adds, times its weight. */
export interface Losses {
  reconstruction: number;
  penalties: Partial<Record<PenaltyKind, number>>;
  total: number;
}

export interface LayerStep {
  output: Float32Array<ArrayBuffer>;
  /** ∂loss/∂z of the layer's sums; null where the layer only reads the input in another shape. */
  gradient: Float32Array<ArrayBuffer> | null;
  /** How the layer's strongest number came about; null where it only reads its input in another shape. */
  example: Example | null;
  /** Null where there is nothing to learn. */
  learning: { norm: number; weight: WeightStep } | null;
}

/** How one number of a layer came about; `place` is where it stands among the layer's outputs. */
export type Example = { place: number; output: number } & (
  | {
      /** The strongest summands, the sum of all others, and the bias make the sum z. */
      kind: 'sum';
      terms: { value: number; weight: number }[];
      others: { count: number; sum: number };
      bias: number;
      z: number;
    }
  | { kind: 'largest'; values: number[] }
  | { kind: 'copy' }
  | { kind: 'dropout'; value: number; factor: number }
  | { kind: 'sample'; mean: number; logVariance: number; noise: number }
);

/** The weight of a layer with the steepest slope, and how the optimizer moved it. */
export interface WeightStep {
  /** Where it stands in the kernel, an index for each of its sides, from 0. */
  indices: number[];
  before: number;
  gradient: number;
  /** In a dense layer the number that it weighs, and ∂loss/∂z of the sum that it is part of. */
  factors: { value: number; delta: number } | null;
  /** The optimizer's memory of it, in the order of the optimizer's table. */
  slots: { before: number; after: number }[];
  after: number;
}

/** What the optimizer knows beside the parameters; `slots` are empty where it starts afresh. */
export interface OptimizerState {
  slots: Float32Array<ArrayBuffer>;
  /** Updates done so far, those before the optimizer began, and epochs completed. */
  step: number;
  optimizerStart: number;
  epoch: number;
}
