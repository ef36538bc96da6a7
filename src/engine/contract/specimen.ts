import { createRandom } from '../../data/random.ts';
import { type ActivationKind, activations } from '../../spec/activations.ts';
import { losses } from '../../spec/losses.ts';
import { optimizers } from '../../spec/optimizers.ts';
import { NO_PENALTIES, type PenaltyKind } from '../../spec/penalties.ts';
import { presets } from '../../spec/presets.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Network } from '../../spec/spec.ts';
import { drawnValues } from '../draw.ts';
import type { Batches, ModelState } from '../engine.ts';
import { initialState } from '../initial-state.ts';
import type { Lowerable } from '../lowering/lower.ts';
import type { Program } from '../program.ts';

/** Something small to train. */
export interface Specimen extends Lowerable {
  name: string;
  /** Of training layer by layer; absent for the whole network. */
  stage?: number;
}

const kindsOf = <Kind extends string>(table: Record<Kind, unknown>) => Object.keys(table) as Kind[];

const training = (changes: Partial<Lowerable['training']> = {}): Lowerable['training'] => ({
  loss: 'binaryCrossentropy',
  optimizer: 'adam',
  ...changes,
});

/** 784 values, a few units, and back. */
function denseNetwork(output: ActivationKind): Network {
  return {
    input: 'vector',
    encoder: [{ kind: 'dense', units: 6, activation: 'tanh' }],
    decoder: [{ kind: 'dense', units: DIGIT_SIZE, activation: output }],
    initializer: 'he',
    tied: false,
  };
}

/** Every layer that works on pictures: sides that divide evenly and not, strides, both paddings. */
const pictureNetwork: Network = {
  input: 'picture',
  encoder: [
    // 28×28×1 → 13×13×3 → 5×5×4 → 2×2×4
    { kind: 'conv2d', filters: 3, kernel: 3, stride: 2, padding: 'valid', activation: 'tanh' },
    { kind: 'conv2d', filters: 4, kernel: 4, stride: 3, padding: 'same', activation: 'leakyRelu' },
    { kind: 'maxPool2d', size: 2 },
    { kind: 'flatten' },
    { kind: 'dense', units: 8, activation: 'linear' },
  ],
  decoder: [
    // 2×2×2 → 5×5×3 → 15×15×3 → 30×30×2 → 28×28×1
    { kind: 'reshape', shape: [2, 2, 2] },
    {
      kind: 'conv2dTranspose',
      filters: 3,
      kernel: 3,
      stride: 2,
      padding: 'valid',
      activation: 'elu',
    },
    { kind: 'upsample2d', size: 3 },
    {
      kind: 'conv2dTranspose',
      filters: 2,
      kernel: 4,
      stride: 2,
      padding: 'same',
      activation: 'tanh',
    },
    { kind: 'conv2d', filters: 1, kernel: 3, stride: 1, padding: 'valid', activation: 'sigmoid' },
  ],
  initializer: 'glorot',
  tied: false,
};

/** One hidden layer for every activation. */
const activationNetwork: Network = {
  input: 'vector',
  encoder: kindsOf(activations).map((activation) => ({ kind: 'dense', units: 6, activation })),
  decoder: [{ kind: 'dense', units: DIGIT_SIZE, activation: 'sigmoid' }],
  initializer: 'he',
  tied: false,
};

/** A code of this activation under these penalties, each of a weight that is felt. */
function penalized(
  activation: ActivationKind,
  ...kinds: (readonly [PenaltyKind, number])[]
): Omit<Specimen, 'name'> {
  const network = denseNetwork('sigmoid');
  return {
    network: { ...network, encoder: [{ kind: 'dense', units: 6, activation }] },
    training: training({ penalties: { ...NO_PENALTIES, ...Object.fromEntries(kinds) } }),
  };
}

const dropoutNetwork: Network = {
  input: 'picture',
  encoder: [
    { kind: 'conv2d', filters: 3, kernel: 3, stride: 4, padding: 'same', activation: 'relu' },
    { kind: 'dropout', rate: 0.25 },
    { kind: 'flatten' },
    { kind: 'dense', units: 8, activation: 'tanh' },
  ],
  decoder: [
    { kind: 'dropout', rate: 0.5 },
    { kind: 'dense', units: DIGIT_SIZE, activation: 'sigmoid' },
  ],
  initializer: 'he',
  tied: false,
};

const tiedNetwork: Network = {
  input: 'vector',
  encoder: [
    { kind: 'dense', units: 12, activation: 'tanh' },
    { kind: 'dense', units: 5, activation: 'elu' },
  ],
  decoder: [
    { kind: 'dense', units: 12, activation: 'tanh' },
    { kind: 'dense', units: DIGIT_SIZE, activation: 'sigmoid' },
  ],
  initializer: 'glorot',
  tied: true,
};

/** Layers of more than 64 units, as `learnsFromMany` wants them, that nothing divides evenly. */
export const oddSpecimen: Specimen = {
  name: 'odd widths',
  network: {
    ...denseNetwork('sigmoid'),
    encoder: [67, 65].map((units) => ({ kind: 'dense', units, activation: 'tanh' })),
    decoder: [
      { kind: 'dense', units: 67, activation: 'tanh' },
      { kind: 'dense', units: DIGIT_SIZE, activation: 'sigmoid' },
    ],
  },
  training: training(),
};

const variationalNetwork: Network = {
  ...denseNetwork('sigmoid'),
  encoder: [
    { kind: 'dense', units: 9, activation: 'tanh' },
    { kind: 'variational', units: 3 },
  ],
  // Small weights: where the loss is clipped it has no slope to compare.
  initializer: 'glorot',
};

/** What the last layer may end in: where loss and activation merge, and where they do not. */
const OUTPUTS = ['sigmoid', 'tanh'] as const;

/** Together they train with every row of the tables of layers, activations, losses, optimizers. */
export const specimens: readonly Specimen[] = [
  { name: 'every layer', network: pictureNetwork, training: training() },
  { name: 'every activation', network: activationNetwork, training: training() },
  ...kindsOf(losses).flatMap((loss) =>
    OUTPUTS.map((output) => ({
      name: `${loss} after ${output}`,
      network: denseNetwork(output),
      training: training({ loss }),
    })),
  ),
  ...kindsOf(optimizers).map((optimizer) => ({
    name: optimizer,
    network: denseNetwork('sigmoid'),
    training: training({ optimizer }),
  })),
  { name: 'L1 on the code', ...penalized('relu', ['activity', 0.02]) },
  { name: 'sparsity', ...penalized('sigmoid', ['sparsity', 0.05]) },
  { name: 'contraction', ...penalized('tanh', ['contraction', 0.02]) },
  {
    name: 'every penalty at once',
    ...penalized(
      'sigmoid',
      ['activity', 0.01],
      ['sparsity', 0.02],
      ['contraction', 0.03],
      ['weightDecay', 0.01],
    ),
  },
  { name: 'dropout', network: dropoutNetwork, training: training() },
  {
    name: 'tied weights that decay',
    network: tiedNetwork,
    training: training({ penalties: { ...NO_PENALTIES, weightDecay: 0.01 } }),
  },
  ...[0, 1, 2].map((stage) => ({
    name: `stage ${stage} of training layer by layer`,
    network: { ...tiedNetwork, tied: false },
    training: training(),
    stage,
  })),
  {
    name: 'variational',
    network: variationalNetwork,
    training: training({ penalties: { ...NO_PENALTIES, divergence: 2, activity: 0.01 } }),
  },
];

export const presetSpecimens: readonly Specimen[] = kindsOf(presets).map((kind) => ({
  name: `preset ${presets[kind].label}`,
  ...presets[kind],
}));

/** One specimen of each network above. */
export const networkSpecimens: readonly Specimen[] = [
  ...new Map(
    [...specimens, ...presetSpecimens]
      .toReversed()
      .map((specimen) => [JSON.stringify(specimen.network), specimen]),
  ).values(),
].toReversed();

/** Initial weights by a seed, with biases too: at zero, whole areas would lie on a kink of ReLU. */
export function specimenState(program: Program, { network }: Specimen): ModelState {
  const state = initialState(program, network.initializer, 1);
  const random = createRandom(1, 'biases');
  for (const { shape, offset, size } of program.parameters) {
    if (shape.length > 1) continue;
    for (let i = 0; i < size; i++) state.parameters[offset + i] = 0.2 * random.normal();
  }
  return state;
}

/** What a specimen's program wants drawn for so many images, and the weights of its penalties. */
export function specimenChance(
  program: Program,
  { training: { penalties } }: Specimen,
  images: number,
): Required<Pick<Batches, 'draws' | 'weights'>> {
  const random = createRandom(1, 'draws');
  return {
    draws: program.draws.map((draw) => drawnValues(draw, images, random)),
    weights: program.penalties.map((kind) => penalties?.[kind] ?? NO_PENALTIES[kind]),
  };
}

/** Strokes on paper, 784 bytes an image, as unlike one another as digits are. */
export function specimenImages(count: number): Uint8Array<ArrayBuffer> {
  const random = createRandom(1, 'strokes');
  const images = new Uint8Array(count * DIGIT_SIZE);
  for (let n = 0; n < count; n++) {
    let [x, y] = [14, 14];
    for (let dot = 0; dot < 60; dot++) {
      x = Math.min(23, Math.max(4, x + Math.round(2 * random.uniform() - 1)));
      y = Math.min(23, Math.max(4, y + Math.round(2 * random.uniform() - 1)));
      images[n * DIGIT_SIZE + y * 28 + x] = 100 + (random.uint32() % 156);
    }
  }
  return images;
}
