import { type ActivationKind, LEAKY_SLOPE } from '../spec/activations.ts';
import { layerName, leakyReluName } from '../spec/layer-names.ts';
import type { LayerSummary } from '../spec/network.ts';
import type { Conv2dLayer, Conv2dTransposeLayer, Layer, LayerKind, LayerOf } from '../spec/spec.ts';

/** A layer as Keras and TensorFlow.js write it into JSON. */
export interface KerasLayer {
  class_name: string;
  config: Record<string, unknown>;
}

/** A layer, and behind it the leaky ReLU, which is a layer of its own there. */
export function kerasLayers({ part, index, layer }: LayerSummary): KerasLayer[] {
  const { class_name, configOf } = rows[layer.kind] as Row<Layer>;
  const config = { name: layerName(part, index), trainable: true, ...configOf(layer) };
  const isLeaky = 'activation' in layer && layer.activation === 'leakyRelu';
  const leaky = { name: leakyReluName(part, index), alpha: LEAKY_SLOPE };
  return [{ class_name, config }, ...(isLeaky ? [{ class_name: 'LeakyReLU', config: leaky }] : [])];
}

interface Row<L extends Layer> {
  class_name: string;
  configOf(layer: L): Record<string, unknown>;
}

const rows: { readonly [Kind in LayerKind]: Row<LayerOf<Kind>> } = {
  dense: {
    class_name: 'Dense',
    configOf: ({ units, activation }) => ({ units, activation: named(activation), use_bias: true }),
  },
  conv2d: { class_name: 'Conv2D', configOf: convolutionConfig },
  conv2dTranspose: { class_name: 'Conv2DTranspose', configOf: convolutionConfig },
  maxPool2d: {
    class_name: 'MaxPooling2D',
    configOf: ({ size }) => ({ pool_size: [size, size], strides: [size, size], padding: 'valid' }),
  },
  upsample2d: {
    class_name: 'UpSampling2D',
    configOf: ({ size }) => ({ size: [size, size], interpolation: 'nearest' }),
  },
  dropout: { class_name: 'Dropout', configOf: ({ rate }) => ({ rate }) },
  // Files hold its means alone: see `atRest`.
  variational: { class_name: 'Dense', configOf: ({ units }) => ({ units, activation: 'linear' }) },
  flatten: { class_name: 'Flatten', configOf: () => ({}) },
  reshape: { class_name: 'Reshape', configOf: ({ shape }) => ({ target_shape: shape }) },
};

function convolutionConfig(layer: Conv2dLayer | Conv2dTransposeLayer): Record<string, unknown> {
  const { filters, kernel, stride, padding, activation } = layer;
  return {
    filters,
    kernel_size: [kernel, kernel],
    strides: [stride, stride],
    padding,
    data_format: 'channels_last',
    activation: named(activation),
    use_bias: true,
  };
}

function named(activation: ActivationKind): string {
  return activation === 'leakyRelu' ? 'linear' : activation;
}
