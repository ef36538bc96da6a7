import { NO_PENALTIES } from './penalties.ts';
import {
  convolution,
  dense,
  denseNetwork,
  pictureNetwork,
  pool,
  training,
  transposed,
  upsample,
} from './preset-parts.ts';
import type { Network, Spec, Training } from './spec.ts';
import { taskOf } from './tasks.ts';

interface Preset {
  label: string;
  group: keyof typeof presetGroups;
  /** What it shows, in one sentence. */
  summary: string;
  network: Network;
  training: Training;
}

export const presetGroups = {
  reconstruct: 'Rebuild a digit',
  task: 'Repair or find a digit',
  regularized: 'Kinds of codes',
} as const;

const convolutionalEncoder = [convolution(16), pool, convolution(4), pool];

/**
 * The tutorials' networks with the tutorials' settings. Where a tutorial names no optimizer, batch or
 * number of epochs, these are Adam, 256 and 20.
 */
export const presets = {
  vanilla: {
    label: 'Vanilla 32',
    group: 'reconstruct',
    summary: 'One hidden layer: 784 pixels through 32 units and back.',
    network: denseNetwork([32]),
    training: training({ optimizer: 'adadelta', epochs: 50 }),
  },
  simple: {
    label: 'Simple',
    group: 'reconstruct',
    summary: 'The same idea with a code size of your choice and the squared error.',
    network: pictureNetwork(
      [{ kind: 'flatten' }, dense(32)],
      [dense(784, 'sigmoid'), { kind: 'reshape', shape: [28, 28, 1] }],
    ),
    training: training({ loss: 'meanSquaredError' }),
  },
  deep: {
    label: 'Deep 4',
    group: 'reconstruct',
    summary: 'Thirteen hidden layers squeeze a digit into four numbers.',
    network: denseNetwork([256, 128, 64, 32, 16, 8, 4]),
    training: training({ batchSize: 32 }),
  },
  funnel: {
    label: 'Funnel 9',
    group: 'reconstruct',
    summary: 'Five layers down to nine numbers that may be negative: a linear code.',
    network: denseNetwork([128, 64, 36, 18, 9], 'linear'),
    training: training({ loss: 'meanSquaredError' }),
  },
  multilayer: {
    label: 'Multilayer 32',
    group: 'reconstruct',
    summary: 'Two more layers on each side of a code of 32.',
    network: denseNetwork([128, 64, 32]),
    training: training({ epochs: 50 }),
  },
  convolutional: {
    label: 'Convolutional',
    group: 'reconstruct',
    summary: 'Filters and pooling shrink the picture, transposed convolutions learn to enlarge it.',
    network: pictureNetwork(convolutionalEncoder, [transposed(16), transposed(1, 'sigmoid')]),
    training: training({}),
  },
  nearest: {
    label: 'Convolutional, nearest neighbour',
    group: 'reconstruct',
    summary: 'The same encoder; the decoder copies pixels to enlarge, then convolves.',
    network: pictureNetwork(convolutionalEncoder, [
      upsample,
      convolution(16),
      upsample,
      convolution(1, 'sigmoid'),
    ]),
    training: training({}),
  },
  layerByLayer: {
    label: 'Layer by layer',
    group: 'reconstruct',
    summary:
      'The outer pair of layers learns first, then the next one inside it, then all together.',
    network: denseNetwork([128, 64, 32]),
    training: training({ layerwise: 3 }),
  },
  denoisingConvolutional: {
    label: 'Denoising, convolutional',
    group: 'task',
    summary: 'Filters of 32, 16 and 8 maps learn which strokes lie under heavy noise.',
    network: {
      // 28×28×32 → 14×14×16 → 7×7×8 → 14×14×16 → 28×28×32 → 28×28×1
      ...pictureNetwork(
        [convolution(32, 'elu'), pool, convolution(16, 'elu'), pool, convolution(8, 'elu')],
        [transposed(16, 'elu'), transposed(32, 'elu'), convolution(1, 'sigmoid')],
      ),
      initializer: 'he',
    },
    training: training({
      corruption: { kind: 'gaussian', strength: 0.5 },
      batchSize: 64,
      learningRate: 0.002,
    }),
  },
  denoisingDense: {
    label: 'Denoising, dense',
    group: 'task',
    summary: 'Two wide layers take the noise off; no filter needed.',
    network: denseNetwork([256, 64]),
    training: training({ corruption: { kind: 'gaussian', strength: 0.5 } }),
  },
  segmentingConvolutional: {
    label: 'Segmenting, convolutional',
    group: 'task',
    summary: 'Finds the digit in textured clutter and paints its mask.',
    network: pictureNetwork(
      [convolution(16), pool, convolution(16), pool],
      [transposed(16), transposed(16), convolution(1, 'sigmoid')],
    ),
    training: training({ corruption: { kind: 'clutter', strength: 0.6 } }),
  },
  sparse: {
    label: 'Sparse, L1',
    group: 'regularized',
    summary: 'A code of 64 units of which only a few are on for each digit.',
    network: denseNetwork([64]),
    training: training({ penalties: { ...NO_PENALTIES, activity: 2e-4 } }),
  },
  sparseTarget: {
    label: 'Sparse, KL',
    group: 'regularized',
    summary: 'Each of 64 units is on for one digit in ten, on average.',
    network: denseNetwork([64], 'sigmoid'),
    training: training({
      penalties: { ...NO_PENALTIES, sparsity: 0.1 },
      sparsityTarget: 0.1,
    }),
  },
  contractive: {
    label: 'Contractive',
    group: 'regularized',
    summary: 'The code hardly moves when the picture changes a little.',
    network: denseNetwork([64], 'sigmoid'),
    training: training({ penalties: { ...NO_PENALTIES, contraction: 1e-3 } }),
  },
  decaying: {
    label: 'Weight decay',
    group: 'regularized',
    summary: 'Vanilla 32 whose weights stay small.',
    network: denseNetwork([32]),
    training: training({ penalties: { ...NO_PENALTIES, weightDecay: 1e-5 } }),
  },
  tied: {
    label: 'Tied weights',
    group: 'regularized',
    summary: 'The decoder uses the encoder’s own weights, turned around: half as many to learn.',
    network: { ...denseNetwork([32]), tied: true },
    training: training({}),
  },
  dropout: {
    label: 'Dropout',
    group: 'regularized',
    summary: 'A fifth of the hidden units is switched off by chance at every step.',
    network: {
      ...denseNetwork([128, 32]),
      encoder: [dense(128), { kind: 'dropout', rate: 0.2 }, dense(32)],
    },
    training: training({}),
  },
  variational: {
    label: 'Variational 2',
    group: 'regularized',
    summary: 'The code is a small cloud: a map of digits without holes, to draw new ones from.',
    network: {
      ...denseNetwork([256, 128, 2]),
      encoder: [dense(256), dense(128), { kind: 'variational', units: 2 }],
    },
    training: training({ batchSize: 64, warmUp: 5 }),
  },
} satisfies Record<string, Preset>;

export type PresetKind = keyof typeof presets;

/** The whole experiment of a preset; a copy, free to change. */
export function presetSpec(kind: PresetKind, seed = 1): Spec {
  const { network, training } = presets[kind];
  return structuredClone({ version: 1, network, training, seed });
}

/**
 * The preset that an experiment is of: its network, and what makes it more than that. Other settings of
 * training make no difference; null for a network of one's own.
 */
export function presetOf({ network, training }: Pick<Spec, 'network' | 'training'>) {
  const text = JSON.stringify(network);
  const kinds = Object.keys(presets) as PresetKind[];
  const alike = kinds.filter((kind) => JSON.stringify(presets[kind].network) === text);
  const trait = traitOf(training);
  return alike.find((kind) => traitOf(presets[kind].training) === trait) ?? alike[0] ?? null;
}

function traitOf({ corruption, penalties, layerwise }: Training): string {
  const active = Object.values(penalties).map((weight) => weight > 0);
  return JSON.stringify([taskOf(corruption), active, layerwise !== null]);
}
