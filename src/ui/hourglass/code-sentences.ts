import { activePenalties } from '../../spec/penalties.ts';
import type { PlaygroundState } from '../../store/state.ts';

/** More units than these are told by their mean. */
const TOLD_UNITS = 4;

/** How active a sparse code is, beside what it is pulled to. */
export function sparsitySentence({
  spec,
  progress,
}: Pick<PlaygroundState, 'spec' | 'progress'>): string {
  const { network, training } = spec;
  const hasTarget = activePenalties(network, training.penalties).includes('sparsity');
  const target = hasTarget ? `, target ${training.sparsityTarget}` : '';
  const { activity, validationImages } = progress;
  if (activity === null) return `The code’s mean activity is measured while it trains${target}.`;
  const images = validationImages.toLocaleString('en');
  return `The code’s mean activity ${activity.toFixed(3)}${target}, over ${images} images.`;
}

/** Mean and spread of a variational code. */
export function cloudSentence({
  spec,
  activations,
  spread,
}: Pick<PlaygroundState, 'spec' | 'activations' | 'spread'>): string {
  const means = activations?.[spec.network.encoder.length - 1];
  if (!means?.length || !spread) return 'The code’s spread belongs to the picture’s own code.';
  if (spread.length > TOLD_UNITS) {
    const mean = spread.reduce((sum, value) => sum + value, 0) / spread.length;
    return `The code’s mean spread ${mean.toFixed(2)}, where the prior’s is 1.`;
  }
  const units = [...spread].map((σ, unit) => `${(means[unit] ?? 0).toFixed(2)} ± ${σ.toFixed(2)}`);
  return `The code, mean ± spread: ${units.join(' and ')}.`;
}
