import { BCE_EPSILON, type LossKind } from '../../spec/losses.ts';
import type { LossGradientOp, Program } from '../program.ts';
import { activations } from './activation.ts';
import type { Memory } from './memory.ts';

interface Loss {
  /** How far prediction p is from target t. */
  value(p: number, t: number): number;
  /** ∂value/∂p */
  slope(p: number, t: number): number;
}

const clip = (p: number) => Math.min(1 - BCE_EPSILON, Math.max(BCE_EPSILON, p));

export const losses = {
  binaryCrossentropy: {
    value: (p, t) => -t * Math.log(clip(p)) - (1 - t) * Math.log(1 - clip(p)),
    slope: (p, t) => (p === clip(p) ? (p - t) / (p * (1 - p)) : 0),
  },
  meanSquaredError: {
    value: (p, t) => (p - t) ** 2,
    slope: (p, t) => 2 * (p - t),
  },
  meanAbsoluteError: {
    value: (p, t) => Math.abs(p - t),
    slope: (p, t) => Math.sign(p - t),
  },
} satisfies Record<LossKind, Loss>;

/** The mean over all pixels of all examples that the memory holds the output of. */
export function meanLoss({ loss, output, target }: Program, memory: Memory): number {
  const p = memory.buffer(output);
  const t = memory.buffer(target);
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += losses[loss].value(p[i] as number, t[i] as number);
  return sum / p.length;
}

/**
 * gradient = ∂(mean loss)/∂z of the last layer's sums z, its output being p = f(z).
 * Binary cross-entropy after a sigmoid comes to p − t; written so, it keeps its strength where p is
 * so near 0 or 1 that the clipped logarithm no longer moves.
 */
export function lossGradient(op: LossGradientOp, memory: Memory): void {
  const p = memory.buffer(op.output);
  const t = memory.buffer(op.target);
  const gradient = memory.buffer(op.gradient);
  const loss = losses[op.loss];
  const activation = activations[op.activation];
  const isLogistic = op.loss === 'binaryCrossentropy' && op.activation === 'sigmoid';
  for (let i = 0; i < p.length; i++) {
    const [y, target] = [p[i] as number, t[i] as number];
    const slope = isLogistic ? y - target : loss.slope(y, target) * activation.slope(y);
    gradient[i] = slope / p.length;
  }
}
