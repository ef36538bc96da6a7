import type { ActivationKind } from '../../spec/activations.ts';
import { layerName, leakyReluName } from '../../spec/layer-names.ts';
import type { LayerSummary, Part } from '../../spec/network.ts';
import type {
  Conv2dLayer,
  Conv2dTransposeLayer,
  Layer,
  LayerKind,
  LayerOf,
} from '../../spec/spec.ts';
import type { Facts } from '../facts.ts';
import { call } from '../text.ts';

type Options = readonly string[];

/** The function of `tf.layers`, and its options but for name and input. */
const calls: { readonly [Kind in LayerKind]: (layer: LayerOf<Kind>) => [string, Options] } = {
  dense: ({ units, activation }) => ['dense', [`units: ${units}`, ...activationOf(activation)]],
  conv2d: (layer) => ['conv2d', convolution(layer)],
  conv2dTranspose: (layer) => ['conv2dTranspose', convolution(layer)],
  maxPool2d: ({ size }) => ['maxPooling2d', [`poolSize: ${size}`]],
  upsample2d: ({ size }) => ['upSampling2d', [`size: [${size}, ${size}]`]],
  flatten: () => ['flatten', []],
  reshape: ({ shape }) => ['reshape', [`targetShape: [${shape.join(', ')}]`]],
  dropout: ({ rate }) => ['dropout', [`rate: ${rate}`]],
  // The means, then the log-variances: `sample` makes a code of them.
  variational: ({ units }) => ['dense', [`units: ${2 * units}`]],
};

function convolution(layer: Conv2dLayer | Conv2dTransposeLayer): Options {
  const { filters, kernel, stride, padding, activation } = layer;
  return [
    `filters: ${filters}`,
    `kernelSize: ${kernel}`,
    `strides: ${stride}`,
    `padding: '${padding}'`,
    ...activationOf(activation),
  ];
}

/** The lines of one `tf.sequential`'s layers. */
export function layerLines(facts: Facts, part: Part): string[] {
  return facts.rows
    .filter((row) => row.part === part)
    .flatMap((row, position) => lineOf(facts, row, position === 0));
}

function lineOf({ rows, network }: Facts, row: LayerSummary, isFirst: boolean): string[] {
  const { part, index, layer, input } = row;
  const [name, options] = (calls[layer.kind] as (layer: Layer) => [string, Options])(layer);
  const other = row.tiedTo === null ? undefined : rows[row.tiedTo];
  const isWeighted = row.parameters > 0 && network.initializer === 'he';
  const all = [
    ...(isFirst ? [`inputShape: [${input.join(', ')}]`] : []),
    ...(other ? [`other: '${layerName(other.part, other.index)}'`] : []),
    ...options,
    ...(isWeighted ? ["kernelInitializer: 'heUniform'"] : []),
    `name: '${layerName(part, index)}'`,
  ];
  const own = call(other ? 'new TiedDense({ ' : `tf.layers.${name}({ `, all, ' }),', 2);
  if (!('activation' in layer) || layer.activation !== 'leakyRelu') return [own];
  return [own, `tf.layers.leakyReLU({ alpha: 0.01, name: '${leakyReluName(part, index)}' }),`];
}

function activationOf(activation: ActivationKind): Options {
  return activation === 'linear' || activation === 'leakyRelu'
    ? []
    : [`activation: '${activation}'`];
}
