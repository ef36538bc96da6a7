import type { NumberRange } from './range.ts';
import { formatShape, isPicture, type Picture, type Shape, sizeOf } from './shape.ts';
import type { Conv2dLayer, Layer, LayerKind, LayerOf, Padding } from './spec.ts';

/** A weight array that a layer needs. Fans are Keras': they set the spread of initial weights. */
export interface ParameterShape {
  name: 'kernel' | 'bias';
  shape: readonly number[];
  fanIn: number;
  fanOut: number;
}

interface LayerRow<L extends Layer> {
  label: string;
  summary: string;
  /** What the editor adds. */
  initial: L;
  /** The layer's numbers that a student may set. */
  numbers: { readonly [Key in NumberKey<L>]: NumberRange };
  /** The output's shape, or a sentence saying why this input does not fit. */
  output(layer: L, input: Shape): Shape | string;
  parameters(layer: L, input: Shape): readonly ParameterShape[];
}

type NumberKey<L> = { [Key in keyof L]: L[Key] extends number ? Key : never }[keyof L];

const range = (label: string, max: number): NumberRange => ({ label, min: 1, max, integer: true });

const convolutionNumbers = {
  filters: range('Filters', 128),
  kernel: range('Kernel', 11),
  stride: range('Stride', 4),
};

/** The largest picture or list that a layer may hand on, in numbers for one example. */
export const MAX_OUTPUT = 65_536;

const none = () => [];

/** One row for every kind of layer: controls, shapes and parameter counts all read it. */
export const layers: { readonly [Kind in LayerKind]: LayerRow<LayerOf<Kind>> } = {
  dense: {
    label: 'Dense',
    summary: 'Every unit weighs every number it receives.',
    initial: { kind: 'dense', units: 64, activation: 'relu' },
    numbers: { units: range('Units', 2048) },
    output: (layer, input) => (isPicture(input) ? needsList(input) : [layer.units]),
    parameters: (layer, input) => {
      const inputs = sizeOf(input);
      return kernelAndBias([inputs, layer.units], layer.units, inputs, layer.units);
    },
  },
  conv2d: {
    label: 'Convolution',
    summary: 'Slides small filters over the picture; one feature map a filter.',
    initial: {
      kind: 'conv2d',
      filters: 8,
      kernel: 3,
      stride: 1,
      padding: 'same',
      activation: 'relu',
    },
    numbers: convolutionNumbers,
    output: (layer, input) => {
      if (!isPicture(input)) return needsPicture(input);
      const height = convolvedLength(input[0], layer);
      const width = convolvedLength(input[1], layer);
      if (height < 1 || width < 1) return tooSmall(input, layer.kernel);
      return [height, width, layer.filters];
    },
    parameters: (layer, input) => {
      const channels = input.at(-1) ?? 1;
      const window = layer.kernel ** 2;
      const shape = [layer.kernel, layer.kernel, channels, layer.filters];
      return kernelAndBias(shape, layer.filters, window * channels, window * layer.filters);
    },
  },
  maxPool2d: {
    label: 'Max-pooling',
    summary: 'Keeps the largest value of every square: a smaller picture.',
    initial: { kind: 'maxPool2d', size: 2 },
    numbers: { size: range('Size', 7) },
    output: (layer, input) => {
      if (!isPicture(input)) return needsPicture(input);
      const height = Math.floor(input[0] / layer.size);
      const width = Math.floor(input[1] / layer.size);
      if (height < 1 || width < 1) return tooSmall(input, layer.size);
      return [height, width, input[2]];
    },
    parameters: none,
  },
  upsample2d: {
    label: 'Upsampling',
    summary: 'Repeats every value as a square (nearest neighbour): a larger picture.',
    initial: { kind: 'upsample2d', size: 2 },
    numbers: { size: range('Size', 7) },
    output: (layer, input) =>
      isPicture(input)
        ? [input[0] * layer.size, input[1] * layer.size, input[2]]
        : needsPicture(input),
    parameters: none,
  },
  conv2dTranspose: {
    label: 'Transposed convolution',
    summary: 'Paints a small learned stamp for every value: learnable upsampling.',
    initial: {
      kind: 'conv2dTranspose',
      filters: 8,
      kernel: 2,
      stride: 2,
      padding: 'same',
      activation: 'relu',
    },
    numbers: convolutionNumbers,
    output: (layer, input) => {
      if (!isPicture(input)) return needsPicture(input);
      if (layer.kernel < layer.stride) {
        return `a kernel of ${layer.kernel} leaves gaps at a stride of ${layer.stride}: make the kernel at least as large`;
      }
      return [transposedLength(input[0], layer), transposedLength(input[1], layer), layer.filters];
    },
    parameters: (layer, input) => {
      const channels = input.at(-1) ?? 1;
      const window = layer.kernel ** 2;
      const shape = [layer.kernel, layer.kernel, layer.filters, channels];
      return kernelAndBias(shape, layer.filters, window * layer.filters, window * channels);
    },
  },
  flatten: {
    label: 'Flatten',
    summary: 'Writes a picture’s values in one row.',
    initial: { kind: 'flatten' },
    numbers: {},
    output: (_layer, input) => [sizeOf(input)],
    parameters: none,
  },
  reshape: {
    label: 'Reshape',
    summary: 'Reads a row of numbers as a picture.',
    initial: { kind: 'reshape', shape: [28, 28, 1] },
    numbers: {},
    output: (layer, input) =>
      sizeOf(layer.shape) === sizeOf(input)
        ? layer.shape
        : `${formatShape(layer.shape)} needs ${sizeOf(layer.shape)} numbers, but ${sizeOf(input)} arrive`,
    parameters: none,
  },
  dropout: {
    label: 'Dropout',
    summary: 'While training, switches numbers off by chance: none may rely on another.',
    initial: { kind: 'dropout', rate: 0.2 },
    numbers: { rate: { label: 'Rate', min: 0.01, max: 0.95 } },
    output: (_layer, input) => input,
    parameters: none,
  },
  variational: {
    label: 'Variational code',
    summary: 'A mean and a spread for each unit; training draws the code from between.',
    initial: { kind: 'variational', units: 2 },
    numbers: { units: range('Units', 256) },
    output: (layer, input) => (isPicture(input) ? needsList(input) : [layer.units]),
    parameters: (layer, input) => {
      const inputs = sizeOf(input);
      // The means' columns, then the log-variances'; spread as two layers of their own.
      return kernelAndBias([inputs, 2 * layer.units], 2 * layer.units, inputs, layer.units);
    },
  },
};

/** The table's row for a layer; the one place where a kind and its layer are matched by hand. */
function rowOf(layer: Layer): LayerRow<Layer> {
  return layers[layer.kind] as LayerRow<Layer>;
}

/** The shape that leaves `layer`, or a sentence saying why `input` does not fit it. */
export function outputShape(layer: Layer, input: Shape): Shape | string {
  const output = rowOf(layer).output(layer, input);
  if (typeof output === 'string' || sizeOf(output) <= MAX_OUTPUT) return output;
  return `${formatShape(output)} is more than the ${MAX_OUTPUT} numbers a layer may hold`;
}

export function parameterShapes(layer: Layer, input: Shape): readonly ParameterShape[] {
  return rowOf(layer).parameters(layer, input);
}

/** The ranges of a layer's numbers, by key. */
export function layerNumbers(layer: Layer): Readonly<Record<string, NumberRange>> {
  return rowOf(layer).numbers;
}

function kernelAndBias(
  shape: readonly number[],
  biases: number,
  fanIn: number,
  fanOut: number,
): ParameterShape[] {
  return [
    { name: 'kernel', shape, fanIn, fanOut },
    { name: 'bias', shape: [biases], fanIn, fanOut },
  ];
}

/** Output length along one side, TensorFlow's rule for both kinds of padding. */
function convolvedLength(
  length: number,
  layer: Pick<Conv2dLayer, 'kernel' | 'stride' | 'padding'>,
) {
  const covered = layer.padding === 'same' ? length : length - layer.kernel + 1;
  return Math.ceil(covered / layer.stride);
}

function transposedLength(
  length: number,
  layer: { kernel: number; stride: number; padding: Padding },
) {
  return layer.padding === 'same'
    ? length * layer.stride
    : (length - 1) * layer.stride + layer.kernel;
}

function needsList(input: Picture): string {
  return `needs a row of numbers, but a ${formatShape(input)} picture arrives: put Flatten before it`;
}

function needsPicture(input: Shape): string {
  return `needs a picture, but a row of ${formatShape(input)} numbers arrives: put Reshape before it`;
}

function tooSmall(input: Shape, window: number): string {
  return `a ${formatShape(input)} picture is smaller than its ${window}×${window} window`;
}
