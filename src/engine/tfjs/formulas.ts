import { type ActivationKind, LEAKY_SLOPE } from '../../spec/activations.ts';
import { BCE_EPSILON } from '../../spec/losses.ts';
import { type OptimizerKind, optimizerConstants } from '../../spec/optimizers.ts';
import { LOGIT_LIMIT, type LossForm } from './loss.ts';

/*
 * The formulas of activations, losses and optimizers in words that GLSL and WGSL have in common.
 * Conditions are put as `sign`, `step`, `min` and `max`, as the two languages choose in different ways.
 */

/** f(z), and f′(z) by y = f(z). */
export const activationFormulas: Record<ActivationKind, { value: string; slope: string }> = {
  linear: { value: 'z', slope: '1.0' },
  relu: { value: 'max(z, 0.0)', slope: 'sign(y)' },
  leakyRelu: { value: `max(z, ${LEAKY_SLOPE} * z)`, slope: `max(sign(y), ${LEAKY_SLOPE})` },
  elu: { value: 'max(z, 0.0) + min(exp(min(z, 0.0)) - 1.0, 0.0)', slope: 'min(y, 0.0) + 1.0' },
  // By a power that cannot overflow.
  tanh: {
    value: 'sign(z) * (1.0 - exp(-2.0 * abs(z))) / (1.0 + exp(-2.0 * abs(z)))',
    slope: '1.0 - y * y',
  },
  sigmoid: { value: '1.0 / (1.0 + exp(-z))', slope: 'y * (1.0 - y)' },
};

const [LOW, HIGH] = [BCE_EPSILON, 1 - BCE_EPSILON];
const clippedP = `clamp(y, ${LOW}, ${HIGH})`;
const clippedZ = `clamp(y, ${-LOGIT_LIMIT}, ${LOGIT_LIMIT})`;

/** The loss and its slope by y, which is the prediction, or its sum z in the logistic form; t is the target. */
export const lossFormulas: Record<LossForm, { value: string; slope: string }> = {
  binaryCrossentropy: {
    value: `-t * log(${clippedP}) - (1.0 - t) * log(1.0 - ${clippedP})`,
    slope: `step(${LOW}, y) * step(y, ${HIGH}) * (y - t) / (${clippedP} * (1.0 - ${clippedP}))`,
  },
  logistic: {
    value: `max(${clippedZ}, 0.0) + log(1.0 + exp(-abs(${clippedZ}))) - t * ${clippedZ}`,
    slope: '1.0 / (1.0 + exp(-y)) - t',
  },
  meanSquaredError: { value: '(y - t) * (y - t)', slope: '2.0 * (y - t)' },
  meanAbsoluteError: { value: 'abs(y - t)', slope: 'sign(y - t)' },
};

const { sgd, rmsprop, adam, adadelta } = optimizerConstants;

/** Statements that bring parameters p and slots a and b up to date, by gradients g and the step's `rate`. */
export const optimizerFormulas: Record<OptimizerKind, string> = {
  sgd: `a = ${sgd.momentum} * a - rate * g;
    p = p + a;`,
  rmsprop: `a = a + ${1 - rmsprop.decay} * (g * g - a);
    p = p - rate * g / sqrt(a + ${rmsprop.epsilon});`,
  adam: `a = a + ${1 - adam.decay1} * (g - a);
    b = b + ${1 - adam.decay2} * (g * g - b);
    p = p - rate * a / (sqrt(b) + ${adam.epsilon});`,
  adadelta: `a = a + ${1 - adadelta.decay} * (g * g - a);
    g = g * sqrt((b + ${adadelta.epsilon}) / (a + ${adadelta.epsilon}));
    b = b + ${1 - adadelta.decay} * (g * g - b);
    p = p - rate * g;`,
};
