import type { ActivationKind } from './activations.ts';
import { optimizers } from './optimizers.ts';
import {
  ALL_DIGITS,
  type DenseLayer,
  type Layer,
  type Network,
  type Spec,
  type Training,
} from './spec.ts';

interface Preset {
  label: string;
  /** What it shows, in one sentence. */
  summary: string;
  network: Network;
  training: Training;
}

const dense = (units: number, activation: ActivationKind = 'relu'): DenseLayer => ({
  kind: 'dense',
  units,
  activation,
});

/** Encoder and decoder of a dense autoencoder, given the widths from the first layer to the code. */
function denseNetwork(widths: number[], code: ActivationKind = 'relu'): Network {
  const last = widths.length - 1;
  const wider = [784, ...widths].slice(0, -1).toReversed();
  return {
    input: 'vector',
    encoder: widths.map((units, index) => dense(units, index === last ? code : 'relu')),
    decoder: wider.map((units, index) => dense(units, index === last ? 'sigmoid' : 'relu')),
    initializer: 'glorot',
  };
}

const convolution = (filters: number, activation: ActivationKind = 'relu'): Layer => ({
  kind: 'conv2d',
  filters,
  kernel: 3,
  stride: 1,
  padding: 'same',
  activation,
});

const transposed = (filters: number, activation: ActivationKind): Layer => ({
  kind: 'conv2dTranspose',
  filters,
  kernel: 2,
  stride: 2,
  padding: 'same',
  activation,
});

const pool: Layer = { kind: 'maxPool2d', size: 2 };
const upsample: Layer = { kind: 'upsample2d', size: 2 };
const convolutionalEncoder = [convolution(16), pool, convolution(4), pool];

function training(changes: Partial<Training>): Training {
  const optimizer = changes.optimizer ?? 'adam';
  return {
    optimizer,
    learningRate: optimizers[optimizer].learningRate,
    loss: 'binaryCrossentropy',
    batchSize: 256,
    epochs: 50,
    images: 60_000,
    digits: [...ALL_DIGITS],
    noise: 0,
    validation: 'test',
    stop: { loss: null, patience: null },
    ...changes,
  };
}

/**
 * The tutorials' networks with the tutorials' settings. Where a tutorial names no optimizer, batch or
 * number of epochs, these are Adam, 256 and 20.
 */
export const presets = {
  vanilla: {
    label: 'Vanilla 32',
    summary: 'One hidden layer: 784 pixels through 32 units and back.',
    network: denseNetwork([32]),
    training: training({ optimizer: 'adadelta' }),
  },
  simple: {
    label: 'Simple',
    summary: 'The same idea with a code size of your choice and the squared error.',
    network: {
      input: 'picture',
      encoder: [{ kind: 'flatten' }, dense(32)],
      decoder: [dense(784, 'sigmoid'), { kind: 'reshape', shape: [28, 28, 1] }],
      initializer: 'glorot',
    },
    training: training({ loss: 'meanSquaredError', epochs: 20 }),
  },
  deep: {
    label: 'Deep 4',
    summary: 'Thirteen hidden layers squeeze a digit into four numbers.',
    network: denseNetwork([256, 128, 64, 32, 16, 8, 4]),
    training: training({ batchSize: 32, epochs: 20 }),
  },
  funnel: {
    label: 'Funnel 9',
    summary: 'Five layers down to nine numbers that may be negative: a linear code.',
    network: denseNetwork([128, 64, 36, 18, 9], 'linear'),
    training: training({ loss: 'meanSquaredError', epochs: 20 }),
  },
  multilayer: {
    label: 'Multilayer 32',
    summary: 'Two more layers on each side of a code of 32.',
    network: denseNetwork([128, 64, 32]),
    training: training({}),
  },
  convolutional: {
    label: 'Convolutional',
    summary: 'Filters and pooling shrink the picture, transposed convolutions learn to enlarge it.',
    network: {
      input: 'picture',
      encoder: convolutionalEncoder,
      decoder: [transposed(16, 'relu'), transposed(1, 'sigmoid')],
      initializer: 'glorot',
    },
    training: training({ epochs: 20 }),
  },
  nearest: {
    label: 'Convolutional, nearest neighbour',
    summary: 'The same encoder; the decoder copies pixels to enlarge, then convolves.',
    network: {
      input: 'picture',
      encoder: convolutionalEncoder,
      decoder: [upsample, convolution(16), upsample, convolution(1, 'sigmoid')],
      initializer: 'glorot',
    },
    training: training({ epochs: 20 }),
  },
} satisfies Record<string, Preset>;

export type PresetKind = keyof typeof presets;

/** The whole experiment of a preset; a copy, free to change. */
export function presetSpec(kind: PresetKind, seed = 1): Spec {
  const { network, training } = presets[kind];
  return structuredClone({ version: 1, network, training, seed });
}

/** The preset whose network this is, whatever its training settings; null for a network of one's own. */
export function presetOf(network: Network): PresetKind | null {
  const text = JSON.stringify(network);
  const kinds = Object.keys(presets) as PresetKind[];
  return kinds.find((kind) => JSON.stringify(presets[kind].network) === text) ?? null;
}
