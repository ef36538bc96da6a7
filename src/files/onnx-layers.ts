import { type ActivationKind, LEAKY_SLOPE } from '../spec/activations.ts';
import { layerName } from '../spec/layer-names.ts';
import type { LayerSummary } from '../spec/network.ts';
import { sidePadding } from '../spec/padding.ts';
import { layerParameters } from '../spec/parameters.ts';
import { channelOrderMatters, isPicture, type Picture, type Shape } from '../spec/shape.ts';
import type { Conv2dLayer, Conv2dTransposeLayer, Layer, LayerKind, LayerOf } from '../spec/spec.ts';
import { arraysOf, convolutionLayout } from './named-array.ts';
import type { OnnxBuilder } from './onnx-builder.ts';
import type { OnnxAttribute } from './onnx-model.ts';

interface Place {
  name: string;
  input: Shape;
  output: Shape;
  /** Names of the layer's kernel and bias; none where it has no weights. */
  weights: readonly string[];
}

type Write<L extends Layer> = (builder: OnnxBuilder, layer: L, at: Place) => void;

/** Adds a layer's nodes and constants. */
export function addLayer(builder: OnnxBuilder, row: LayerSummary, parameters: Float32Array): void {
  const { layer, input, output } = row;
  const write = writers[layer.kind] as Write<Layer>;
  const weights = addWeights(builder, row, parameters);
  write(builder, layer, { name: layerName(row.part, row.index), input, output, weights });
  if ('activation' in layer) addActivation(builder, layer.activation);
}

const writers: { readonly [Kind in LayerKind]: Write<LayerOf<Kind>> } = {
  dense: (builder, _layer, { weights }) => builder.node('Gemm', {}, weights),
  conv2d: (builder, layer, { input, output, weights }) =>
    builder.node('Conv', windowAttributes(layer, input, output), weights),
  conv2dTranspose: (builder, layer, { input, output, weights }) =>
    builder.node('ConvTranspose', windowAttributes(layer, output, input), weights),
  // At rest it hands everything on.
  dropout: () => {},
  // Files hold its means alone: see `atRest`.
  variational: (builder, _layer, { weights }) => builder.node('Gemm', {}, weights),
  maxPool2d: (builder, { size }) =>
    builder.node('MaxPool', { kernel_shape: [size, size], strides: [size, size] }),
  upsample2d: (builder, { size }, { name }) => {
    const scales = builder.constant(`${name}.scales`, [4], Float32Array.of(1, 1, size, size));
    const attributes = {
      mode: 'nearest',
      coordinate_transformation_mode: 'asymmetric',
      nearest_mode: 'floor',
    };
    builder.node('Resize', attributes, ['', scales]);
  },
  flatten: (builder, _layer, { input }) => {
    if (isPicture(input)) toChannelsLast(builder, input);
    builder.node('Flatten', { axis: 1 });
  },
  reshape: (builder, { shape }, { name, input }) => {
    if (isPicture(input)) toChannelsLast(builder, input);
    const [height, width, channels] = shape;
    const isReordered = channelOrderMatters(shape);
    const lengths = isReordered ? shape : [channels, height, width];
    const values = BigInt64Array.from([-1, ...lengths], BigInt);
    builder.node('Reshape', {}, [builder.constant(`${name}.shape`, [4], values)]);
    if (isReordered) builder.node('Transpose', { perm: [0, 3, 1, 2] });
  },
};

/** Pictures are [batch, channels, height, width] on their way, but lists are in our order. */
function toChannelsLast(builder: OnnxBuilder, input: Picture): void {
  if (channelOrderMatters(input)) builder.node('Transpose', { perm: [0, 2, 3, 1] });
}

const activationNodes: Record<ActivationKind, [string, Record<string, OnnxAttribute>] | null> = {
  linear: null,
  relu: ['Relu', {}],
  leakyRelu: ['LeakyRelu', { alpha: { float: LEAKY_SLOPE } }],
  elu: ['Elu', {}],
  tanh: ['Tanh', {}],
  sigmoid: ['Sigmoid', {}],
};

function addActivation(builder: OnnxBuilder, activation: ActivationKind): void {
  const node = activationNodes[activation];
  if (node) builder.node(...node);
}

/** Kernels of convolutions have their channels first there; a dense one is [in, out] as ours. */
function addWeights(
  builder: OnnxBuilder,
  row: LayerSummary,
  parameters: Float32Array,
): readonly string[] {
  const name = layerName(row.part, row.index);
  const layouts = layerParameters(row).map((parameter) => {
    const { role, shape } = parameter;
    const layout = shape.length === 4 ? convolutionLayout(shape) : { shape, view: shape };
    return { parameter, name: `${name}.${role}`, ...layout };
  });
  return arraysOf(layouts, parameters).map((array) =>
    builder.constant(array.name, array.shape, array.values),
  );
}

function windowAttributes(
  layer: Conv2dLayer | Conv2dTransposeLayer,
  large: Shape,
  small: Shape,
): Record<string, OnnxAttribute> {
  const { kernel, stride } = layer;
  const rows = sidePadding(layer, large[0], small[0]);
  const columns = sidePadding(layer, large[1] ?? 1, small[1] ?? 1);
  return {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads: [rows.before, columns.before, rows.after, columns.after],
  };
}
