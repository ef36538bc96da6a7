import { type ActivationKind, LEAKY_SLOPE } from '../../spec/activations.ts';
import type { ActivationGradient } from '../program.ts';
import type { Memory } from './memory.ts';

interface Activation {
  /** f(z) */
  value(z: number): number;
  /** f′(z), told from y = f(z). */
  slope(y: number): number;
  /** f″(z), told from y. */
  curvature(y: number): number;
}

export const activations = {
  linear: { value: (z) => z, slope: () => 1, curvature: () => 0 },
  relu: { value: (z) => Math.max(0, z), slope: (y) => (y > 0 ? 1 : 0), curvature: () => 0 },
  leakyRelu: {
    value: (z) => (z > 0 ? z : LEAKY_SLOPE * z),
    slope: (y) => (y > 0 ? 1 : LEAKY_SLOPE),
    curvature: () => 0,
  },
  elu: {
    value: (z) => (z > 0 ? z : Math.expm1(z)),
    slope: (y) => (y > 0 ? 1 : y + 1),
    curvature: (y) => (y > 0 ? 0 : y + 1),
  },
  tanh: {
    value: Math.tanh,
    slope: (y) => 1 - y * y,
    curvature: (y) => -2 * y * (1 - y * y),
  },
  sigmoid: {
    value: (z) => 1 / (1 + Math.exp(-z)),
    slope: (y) => y * (1 - y),
    curvature: (y) => y * (1 - y) * (1 - 2 * y),
  },
} satisfies Record<ActivationKind, Activation>;

/** Replaces sums z by f(z). */
export function activate(kind: ActivationKind, z: Float64Array): void {
  if (kind === 'linear') return;
  const { value } = activations[kind];
  for (let i = 0; i < z.length; i++) z[i] = value(z[i] as number);
}

/** Turns ∂loss/∂f(z) of the layer below into ∂loss/∂z: the chain rule's last factor. */
export function throughActivation(
  { activation, output }: ActivationGradient,
  gradient: Float64Array,
  memory: Memory,
): void {
  if (activation === 'linear') return;
  const { slope } = activations[activation];
  const y = memory.buffer(output);
  for (let i = 0; i < y.length; i++) gradient[i] = (gradient[i] as number) * slope(y[i] as number);
}
