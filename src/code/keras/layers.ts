import type { ActivationKind } from '../../spec/activations.ts';
import { layerName, leakyReluName } from '../../spec/layer-names.ts';
import type { LayerSummary } from '../../spec/network.ts';
import type {
  Conv2dLayer,
  Conv2dTransposeLayer,
  Layer,
  LayerKind,
  LayerOf,
} from '../../spec/spec.ts';
import type { Facts } from '../facts.ts';
import { call } from '../text.ts';

interface Place {
  row: LayerSummary;
  facts: Facts;
}

/** The class of a layer, and what its call is given but for its name. */
const calls: {
  readonly [Kind in LayerKind]: (layer: LayerOf<Kind>, at: Place) => [string, ...string[]];
} = {
  dense: ({ units, activation }, { row, facts }) =>
    row.tiedTo === null
      ? ['layers.Dense', `${units}`, ...activationOf(activation), ...weightsOf(facts)]
      : ['TiedDense', `"${nameOf(facts.rows[row.tiedTo])}"`, ...activationOf(activation)],
  conv2d: (layer, { facts }) => ['layers.Conv2D', ...convolution(layer, facts)],
  conv2dTranspose: (layer, { facts }) => ['layers.Conv2DTranspose', ...convolution(layer, facts)],
  maxPool2d: ({ size }) => ['layers.MaxPooling2D', `${size}`],
  upsample2d: ({ size }) => ['layers.UpSampling2D', `${size}`],
  flatten: () => ['layers.Flatten'],
  reshape: ({ shape }) => ['layers.Reshape', `(${shape.join(', ')})`],
  dropout: ({ rate }) => ['layers.Dropout', `${rate}`],
  // The means, then the log-variances: `Sampling` makes a code of them.
  variational: ({ units }, { facts }) => ['layers.Dense', `${2 * units}`, ...weightsOf(facts)],
};

function convolution(layer: Conv2dLayer | Conv2dTransposeLayer, facts: Facts): string[] {
  const { filters, kernel, stride, padding, activation } = layer;
  return [
    `${filters}`,
    `${kernel}`,
    ...(stride === 1 ? [] : [`strides=${stride}`]),
    // Keras' own default is "valid".
    `padding="${padding}"`,
    ...activationOf(activation),
    ...weightsOf(facts),
  ];
}

/** The lines of one part's layers. */
export function layerLines(facts: Facts, part: LayerSummary['part']): string[] {
  return facts.rows
    .filter((row) => row.part === part)
    .flatMap((row) => {
      const { layer, index } = row;
      const write = calls[layer.kind] as (layer: Layer, at: Place) => [string, ...string[]];
      const [name, ...options] = write(layer, { row, facts });
      const named = [...options, `name="${layerName(part, index)}"`];
      const own = call(`${name}(`, named, '),', 4);
      if (layer.kind === 'variational') return [own, 'Sampling(),'];
      const isLeaky = 'activation' in layer && layer.activation === 'leakyRelu';
      return isLeaky
        ? [own, `layers.LeakyReLU(negative_slope=0.01, name="${leakyReluName(part, index)}"),`]
        : [own];
    });
}

/** How many of the encoder's first `depth` layers Keras counts: a leaky ReLU is one of its own. */
export function layerCount(rows: readonly LayerSummary[]): number {
  return rows.reduce((count, { layer }) => {
    const isTwo =
      layer.kind === 'variational' || ('activation' in layer && layer.activation === 'leakyRelu');
    return count + (isTwo ? 2 : 1);
  }, 0);
}

function nameOf(row: LayerSummary | undefined): string {
  return row ? layerName(row.part, row.index) : '';
}

function activationOf(activation: ActivationKind): string[] {
  return activation === 'linear' || activation === 'leakyRelu'
    ? []
    : [`activation="${activation}"`];
}

/** Glorot's initial weights are Keras' own. */
function weightsOf({ network, weight }: Facts): string[] {
  const decay = weight('weightDecay');
  return [
    ...(network.initializer === 'he' ? ['kernel_initializer="he_uniform"'] : []),
    ...(decay > 0 ? [`kernel_regularizer=keras.regularizers.L2(${decay})`] : []),
  ];
}
