import * as tf from '@tensorflow/tfjs';
import type { ActivationKind } from '../../spec/activations.ts';
import { inputShape } from '../../spec/network.ts';
import type { Layer, LayerKind, LayerOf, Network } from '../../spec/spec.ts';

type Input = { inputShape?: number[] };
/** A `LayersModel` draws its dropout itself, and has no variational layer. */
type PlainKind = Exclude<LayerKind, 'dropout' | 'variational'>;

/** TensorFlow.js' layer for ours. Its leaky ReLU is a layer of its own, so it stands behind. */
const layerMakers: {
  [Kind in PlainKind]: (layer: LayerOf<Kind>, input: Input) => tf.layers.Layer;
} = {
  dense: ({ units, activation }, input) =>
    tf.layers.dense({ units, ...named(activation), ...input }),
  conv2d: ({ filters, kernel, stride, padding, activation }, input) =>
    tf.layers.conv2d({
      filters,
      kernelSize: kernel,
      strides: stride,
      padding,
      ...named(activation),
      ...input,
    }),
  conv2dTranspose: ({ filters, kernel, stride, padding, activation }, input) =>
    tf.layers.conv2dTranspose({
      filters,
      kernelSize: kernel,
      strides: stride,
      padding,
      ...named(activation),
      ...input,
    }),
  maxPool2d: ({ size }, input) => tf.layers.maxPooling2d({ poolSize: size, ...input }),
  upsample2d: ({ size }, input) => tf.layers.upSampling2d({ size: [size, size], ...input }),
  flatten: (_layer, input) => tf.layers.flatten(input),
  reshape: ({ shape }, input) => tf.layers.reshape({ targetShape: [...shape], ...input }),
};

function named(activation: ActivationKind) {
  return activation === 'leakyRelu' ? {} : { activation };
}

/**
 * The model that a user of TensorFlow.js would write, not compiled yet: a second opinion, and a peer.
 * Draws, penalties and tied kernels are not in it.
 */
export function layersModel(network: Network): tf.Sequential {
  const model = tf.sequential();
  let input: Input = { inputShape: [...inputShape(network.input)] };
  for (const layer of [...network.encoder, ...network.decoder]) {
    const make = layerMakers[layer.kind as PlainKind] as (
      layer: Layer,
      input: Input,
    ) => tf.layers.Layer;
    model.add(make(layer, input));
    const isLeaky = 'activation' in layer && layer.activation === 'leakyRelu';
    if (isLeaky) model.add(tf.layers.leakyReLU({ alpha: 0.01 }));
    input = {};
  }
  return model;
}
