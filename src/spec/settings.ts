import { activations } from './activations.ts';
import { layers } from './layers.ts';
import { losses } from './losses.ts';
import { optimizers } from './optimizers.ts';
import { activePenalties, isVariational, penalties } from './penalties.ts';
import { formatShape } from './shape.ts';
import { ALL_DIGITS, type Layer, type Network, type Spec, type Training } from './spec.ts';
import { corruptions, strengthOf, taskOf, tasks } from './tasks.ts';

interface Setting {
  label: string;
  /** Its value in words; null where it has no effect. */
  text(spec: Spec): string | null;
}

const networkSettings = {
  input: {
    label: 'Input',
    text: ({ network }) => (network.input === 'vector' ? 'a row of 784' : 'a picture of 28×28'),
  },
  encoder: { label: 'Encoder', text: ({ network }) => stackText(network.encoder) },
  decoder: { label: 'Decoder', text: ({ network }) => stackText(network.decoder) },
  initializer: {
    label: 'Initial weights',
    text: ({ network }) => (network.initializer === 'he' ? 'He' : 'Glorot'),
  },
  tied: { label: 'Tied weights', text: ({ network }) => (network.tied ? 'yes' : 'no') },
} as const satisfies Record<keyof Network, Setting>;

const trainingSettings = {
  corruption: { label: 'Task', text: ({ training }) => taskText(training) },
  loss: { label: 'Loss function', text: ({ training }) => losses[training.loss].label },
  optimizer: { label: 'Optimizer', text: ({ training }) => optimizers[training.optimizer].label },
  learningRate: { label: 'Learning rate', text: ({ training }) => String(training.learningRate) },
  batchSize: { label: 'Batch size', text: ({ training }) => String(training.batchSize) },
  epochs: { label: 'Epochs', text: ({ training }) => String(training.epochs) },
  images: { label: 'Images', text: ({ training }) => training.images.toLocaleString('en') },
  digits: {
    label: 'Digits',
    text: ({ training: { digits } }) =>
      digits.length === ALL_DIGITS.length ? 'all ten' : digits.join(', '),
  },
  penalties: { label: 'Added to the loss', text: penaltiesText },
  sparsityTarget: {
    label: 'Target activity',
    text: ({ training }) =>
      training.penalties.sparsity > 0 ? String(training.sparsityTarget) : null,
  },
  warmUp: {
    label: 'Warm-up epochs',
    text: ({ network, training }) => (isVariational(network) ? String(training.warmUp) : null),
  },
  layerwise: {
    label: 'Layer by layer',
    text: ({ training: { layerwise } }) =>
      layerwise === null ? 'no' : `${layerwise} epochs a pair`,
  },
  validation: {
    label: 'Validation',
    text: ({ training }) => (training.validation === 'test' ? 'test images' : 'held-out images'),
  },
  reproducible: {
    label: 'Same bits on every machine',
    text: ({ training }) => (training.reproducible ? 'yes' : 'no'),
  },
  stop: { label: 'Stops early', text: ({ training }) => stopText(training) },
} as const satisfies Record<keyof Training, Setting>;

/** Whatever tells two experiments apart, in the order of the page. */
const settings: readonly Setting[] = [
  ...Object.values(networkSettings),
  ...Object.values(trainingSettings),
  { label: 'Seed', text: ({ seed }) => String(seed) },
];

/** A setting that is not the same in all of some experiments. */
export interface Difference {
  label: string;
  /** In words, one an experiment; null where the setting has no effect. */
  values: (string | null)[];
}

/** The settings in which experiments differ. */
export function differencesOf(specs: readonly Spec[]): Difference[] {
  return settings
    .map(({ label, text }) => ({ label, values: specs.map(text) }))
    .filter(({ values }) => values.some((value) => value !== values[0]));
}

function stackText(stack: readonly Layer[]): string {
  return stack.map(layerText).join(', ');
}

/** `Dense 32 ReLU`, `Convolution 16 of 3×3 ReLU`, `Upsampling ×2`. */
function layerText(layer: Layer): string {
  const { label } = layers[layer.kind];
  switch (layer.kind) {
    case 'dense':
      return `${label} ${layer.units} ${activations[layer.activation].label}`;
    case 'variational':
      return `${label} ${layer.units}`;
    case 'conv2d':
    case 'conv2dTranspose': {
      const { filters, kernel, stride, padding } = layer;
      const steps = `${stride > 1 ? ` stride ${stride}` : ''}${padding === 'valid' ? ' valid' : ''}`;
      return `${label} ${filters} of ${kernel}×${kernel}${steps} ${activations[layer.activation].label}`;
    }
    case 'maxPool2d':
    case 'upsample2d':
      return `${label} ×${layer.size}`;
    case 'flatten':
      return label;
    case 'reshape':
      return `${label} ${formatShape(layer.shape)}`;
    case 'dropout':
      return `${label} ${layer.rate}`;
  }
}

function taskText({ corruption }: Training): string {
  const { label } = tasks[taskOf(corruption)];
  if (corruption.kind === 'none') return label;
  const strength = strengthOf(corruption.kind) ? ` ${corruption.strength}` : '';
  return `${label}: ${corruptions[corruption.kind].label}${strength}`;
}

function penaltiesText({ network, training: { penalties: weights } }: Spec): string {
  const acting = activePenalties(network, weights);
  return acting.map((kind) => `${penalties[kind].label} ${weights[kind]}`).join(', ') || 'nothing';
}

function stopText({ stop: { loss, patience } }: Training): string {
  const rules = [
    ...(loss === null ? [] : [`at a loss of ${loss}`]),
    ...(patience === null ? [] : [`after ${patience} epochs without improvement`]),
  ];
  return rules.join(', ') || 'no';
}
