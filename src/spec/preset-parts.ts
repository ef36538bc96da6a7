import type { ActivationKind } from './activations.ts';
import { optimizers } from './optimizers.ts';
import { NO_PENALTIES } from './penalties.ts';
import { ALL_DIGITS, type DenseLayer, type Layer, type Network, type Training } from './spec.ts';
import { NO_CORRUPTION } from './tasks.ts';

/* What presets are put together from. */

export const dense = (units: number, activation: ActivationKind = 'relu'): DenseLayer => ({
  kind: 'dense',
  units,
  activation,
});

/** Encoder and decoder of a dense autoencoder, given the widths from the first layer to the code. */
export function denseNetwork(widths: number[], code: ActivationKind = 'relu'): Network {
  const last = widths.length - 1;
  const wider = [784, ...widths].slice(0, -1).toReversed();
  return {
    input: 'vector',
    encoder: widths.map((units, index) => dense(units, index === last ? code : 'relu')),
    decoder: wider.map((units, index) => dense(units, index === last ? 'sigmoid' : 'relu')),
    initializer: 'glorot',
    tied: false,
  };
}

/** A network that takes the digit as a picture. */
export function pictureNetwork(encoder: Layer[], decoder: Layer[]): Network {
  return { input: 'picture', encoder, decoder, initializer: 'glorot', tied: false };
}

export const convolution = (filters: number, activation: ActivationKind = 'relu'): Layer => ({
  kind: 'conv2d',
  filters,
  kernel: 3,
  stride: 1,
  padding: 'same',
  activation,
});

/** Doubles the picture's sides. */
export const transposed = (filters: number, activation: ActivationKind = 'relu'): Layer => ({
  kind: 'conv2dTranspose',
  filters,
  kernel: 2,
  stride: 2,
  padding: 'same',
  activation,
});

export const pool: Layer = { kind: 'maxPool2d', size: 2 };
export const upsample: Layer = { kind: 'upsample2d', size: 2 };

/** Adam, batches of 256, 20 epochs, all 60,000 images, but for the changes. */
export function training(changes: Partial<Training>): Training {
  const optimizer = changes.optimizer ?? 'adam';
  return {
    optimizer,
    learningRate: optimizers[optimizer].learningRate,
    loss: 'binaryCrossentropy',
    batchSize: 256,
    epochs: 20,
    images: 60_000,
    digits: [...ALL_DIGITS],
    corruption: NO_CORRUPTION,
    penalties: NO_PENALTIES,
    sparsityTarget: 0.05,
    warmUp: 0,
    layerwise: null,
    validation: 'test',
    stop: { loss: null, patience: null },
    reproducible: false,
    ...changes,
  };
}
