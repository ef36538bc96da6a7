import { operationsPerImage } from '../src/engine/arithmetic.ts';
import { lower } from '../src/engine/lowering/lower.ts';
import { optimizers } from '../src/spec/optimizers.ts';
import { type PresetKind, presetSpec, presets } from '../src/spec/presets.ts';
import type { Spec } from '../src/spec/spec.ts';

/** The networks that are timed, from few operations an image to many. */
export const networkKinds = [
  'vanilla',
  'multilayer',
  'deep',
  'convolutional',
] as const satisfies readonly PresetKind[];

export type NetworkKind = (typeof networkKinds)[number];

export const BATCH_SIZE = 256;

/** The preset's network with what is the same for all: Adam, the batches' size, BCE, every image. */
export function benchSpec(kind: NetworkKind): Spec {
  const spec = presetSpec(kind);
  const { learningRate } = optimizers.adam;
  const same = { optimizer: 'adam', loss: 'binaryCrossentropy', images: 60_000 } as const;
  const training = { ...spec.training, ...same, learningRate, batchSize: BATCH_SIZE };
  return { ...spec, training };
}

export function labelOf(kind: NetworkKind): string {
  return presets[kind].label;
}

/** Floating-point operations to train on one image once: forward and backward products. */
export function trainingOperations(spec: Spec): number {
  const { forward, backward } = lower(spec);
  return operationsPerImage(forward) + operationsPerImage(backward);
}
