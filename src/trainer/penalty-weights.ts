import type { PenaltyKind } from '../spec/penalties.ts';
import type { Training } from '../spec/spec.ts';

/**
 * The weight of each penalty. A variational code's divergence grows from epoch to epoch while it warms up.
 * @param epoch epochs completed
 */
export function penaltyWeights(
  kinds: readonly PenaltyKind[],
  { penalties, warmUp }: Training,
  epoch: number,
): number[] {
  const warmth = warmUp > 0 ? Math.min(1, epoch / warmUp) : 1;
  return kinds.map((kind) => (kind === 'divergence' ? penalties[kind] * warmth : penalties[kind]));
}
