import type { PenaltyKind } from '../../spec/penalties.ts';
import type { Facts } from '../facts.ts';
import { lines } from '../text.ts';

/** Terms added to the loss, given \`code\` of a batch. */
export const penaltyLines: { readonly [Kind in PenaltyKind]: (facts: Facts) => string } = {
  activity: ({ weight }) => `loss = loss.add(code.abs().sum(1).mean().mul(${weight('activity')}));`,
  sparsity: ({ weight, training: { sparsityTarget: rho } }) =>
    lines(
      'const mean = code.mean(0).clipByValue(1e-6, 1 - 1e-6);',
      `const on = tf.div(${rho}, mean).log().mul(${rho});`,
      `const off = tf.div(${1 - rho}, tf.sub(1, mean)).log().mul(${1 - rho});`,
      `loss = loss.add(on.add(off).sum().mul(${weight('sparsity')}));`,
    ),
  contraction: ({ weight, rows }) => {
    const code = rows.findLast(({ part }) => part === 'encoder')?.layer;
    return lines(
      `const slope = ${slopes[code && 'activation' in code ? code.activation : 'linear']};`,
      'const norms = encoder.layers.at(-1).kernel.read().square().sum(0);',
      `loss = loss.add(slope.square().mul(norms).sum(1).mean().mul(${weight('contraction')}));`,
    );
  },
  weightDecay: ({ weight }) =>
    lines(
      'const kernels = [...encoder.layers, ...decoder.layers].flatMap((layer) => layer.kernel?.read() ?? []);',
      'for (const kernel of new Set(kernels)) {',
      `  loss = loss.add(kernel.square().sum().mul(${weight('weightDecay')}));`,
      '}',
    ),
  divergence: ({ weight, training: { warmUp } }) =>
    lines(
      'const [mu, logVariance] = tf.split(statistics, 2, 1);',
      'const spread = logVariance.exp().sub(logVariance).sub(1);',
      'const divergence = mu.square().add(spread).sum(1).mean().div(2);',
      '// Over the 784 pixels, as the reconstruction loss is a mean over them.',
      warmUp > 0
        ? `loss = loss.add(divergence.mul((${weight('divergence')} * Math.min(1, epoch / ${warmUp})) / 784));`
        : `loss = loss.add(divergence.mul(${weight('divergence')} / 784));`,
    ),
};

/** f'(z), told from the code f(z). */
const slopes = {
  linear: 'tf.onesLike(code)',
  relu: 'code.step()',
  leakyRelu: 'code.step(0.01)',
  elu: 'tf.where(code.greater(0), tf.onesLike(code), code.add(1))',
  tanh: 'tf.sub(1, code.square())',
  sigmoid: 'code.mul(tf.sub(1, code))',
};
