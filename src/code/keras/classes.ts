import type { PenaltyKind } from '../../spec/penalties.ts';
import type { Facts } from '../facts.ts';
import { indent, lines } from '../text.ts';

/** What a layer adds to the loss when it is called, for the penalties on a code of shape [n, units]. */
const codePenalties: Partial<Record<PenaltyKind, (facts: Facts) => string[]>> = {
  activity: ({ weight }) => [`self.add_loss(${weight('activity')} * ops.sum(ops.abs(code)) / n)`],
  sparsity: ({ weight, training: { sparsityTarget: rho } }) => [
    'mean = ops.clip(ops.mean(code, axis=0), 1e-6, 1 - 1e-6)',
    `divergence = ${rho} * ops.log(${rho} / mean) + ${1 - rho} * ops.log(${1 - rho} / (1 - mean))`,
    `self.add_loss(${weight('sparsity')} * ops.sum(divergence))`,
  ],
  contraction: ({ weight, rows }) => {
    const code = rows.findLast(({ part }) => part === 'encoder')?.layer;
    const activation = code && 'activation' in code ? code.activation : 'linear';
    return [
      `slope = ${slopes[activation]}`,
      'norms = ops.sum(self.kernel() ** 2, axis=0)',
      `self.add_loss(${weight('contraction')} * ops.sum(slope**2 * norms) / n)`,
    ];
  },
};

/** f'(z), told from the code f(z). */
const slopes = {
  linear: 'ops.ones_like(code)',
  relu: 'ops.cast(code > 0, "float32")',
  leakyRelu: 'ops.where(code > 0, 1.0, 0.01)',
  elu: 'ops.where(code > 0, 1.0, code + 1)',
  tanh: '1 - code**2',
  sigmoid: 'code * (1 - code)',
};

/** The classes that the network needs beside Keras' own layers. */
export function classes(facts: Facts): string {
  return [
    facts.isVariational && sampling(facts),
    facts.network.tied && tiedDense,
    hasCodePenalty(facts) && codePenalty(facts),
  ]
    .filter((text) => typeof text === 'string')
    .join('\n\n\n');
}

export function hasCodePenalty({ penalties }: Facts): boolean {
  return penalties.some((kind) => kind in codePenalties);
}

function codePenalty(facts: Facts): string {
  const isContractive = facts.penalties.includes('contraction');
  return lines(
    'class CodePenalty(layers.Layer):',
    '    """Adds to the loss what the code costs, and hands the code on."""',
    '',
    isContractive && [
      '    def __init__(self, dense):',
      '        super().__init__()',
      '        self.kernel = lambda: dense.kernel  # a function: not a weight of this layer',
      '',
    ],
    '    def call(self, code):',
    '        n = ops.cast(ops.shape(code)[0], "float32")',
    facts.penalties.map((kind) => {
      const body = codePenalties[kind]?.(facts);
      return body ? indent(body.join('\n'), 8) : null;
    }),
    '        return code',
  );
}

/** In Keras a seed generator keeps its state as a variable: in no file of weights from here. */
function sampling({ weight, training: { warmUp } }: Facts): string {
  const beta = weight('divergence');
  return lines(
    warmUp > 0 && 'beta = keras.Variable(0.0, trainable=False)  # grows while it warms up',
    warmUp > 0 && ['', ''],
    'class Sampling(layers.Layer):',
    '    """Draws the code from N(mean, variance) while it trains; otherwise the mean is the code."""',
    '',
    '    def __init__(self):',
    '        super().__init__()',
    '        self.seed_generator = keras.random.SeedGenerator()  # JAX wants one of the layer itself',
    '',
    '    def call(self, statistics, training=False):',
    '        mean, log_variance = ops.split(statistics, 2, axis=-1)',
    beta > 0 && [
      '        spread = ops.exp(log_variance) - log_variance - 1',
      '        divergence = ops.mean(ops.sum(mean**2 + spread, axis=-1)) / 2',
      '        # Over the 784 pixels, as the reconstruction loss is a mean over them.',
      `        self.add_loss(${warmUp > 0 ? 'beta' : beta} * divergence / 784)`,
    ],
    '        if not training:',
    '            return mean',
    '        noise = keras.random.normal(ops.shape(mean), seed=self.seed_generator)',
    '        return mean + ops.exp(log_variance / 2) * noise',
  );
}

const tiedDense = `class TiedDense(layers.Layer):
    """A dense layer with the kernel of one of the encoder's, transposed, and a bias of its own."""

    def __init__(self, other, activation=None, **kwargs):
        super().__init__(**kwargs)
        dense = encoder.get_layer(other)
        self.kernel = lambda: dense.kernel  # a function: not a weight of this layer
        self.activation = keras.activations.get(activation)

    def build(self, input_shape):
        self.bias = self.add_weight(shape=(self.kernel().shape[0],), name="bias")

    def call(self, x):
        return self.activation(ops.matmul(x, ops.transpose(self.kernel())) + self.bias)`;
