import type { ActivationKind } from '../../spec/activations.ts';
import type { LossKind } from '../../spec/losses.ts';

/* Numbers that the kernels know activations and losses by. */

/** As in `kernels/activation.ts`. */
const activationCodes = {
  linear: 0,
  relu: 1,
  leakyRelu: 2,
  elu: 3,
  tanh: 4,
  sigmoid: 5,
} satisfies Record<ActivationKind, number>;

export const NOTHING = activationCodes.linear;
const GRADIENT = 8;

/** As in `kernels/loss.ts`. */
export const lossCodes = {
  binaryCrossentropy: 0,
  meanSquaredError: 1,
  meanAbsoluteError: 2,
} satisfies Record<LossKind, number>;

/** The kernels' `finish` that turns sums into f(z). */
export function activationCode(kind: ActivationKind): number {
  return activationCodes[kind];
}

/** The one that multiplies by f′(z). */
export function gradientCode(kind: ActivationKind): number {
  return kind === 'linear' ? NOTHING : GRADIENT + activationCodes[kind];
}
