import { type PenaltyKind, penalties } from '../../spec/penalties.ts';

/** How a line of the chart is drawn: no two are dashed alike, so that colour tells nothing alone. */
export interface Stroke {
  name: string;
  colour: string;
  width: number;
  /** Lengths of dashes and gaps, in CSS pixels; none for a whole line. */
  dash: string | undefined;
}

export const strokes = {
  training: { name: 'training', colour: 'var(--ink)', width: 1.5, dash: undefined },
  validation: { name: 'validation', colour: 'var(--output)', width: 2, dash: '5 3' },
} as const satisfies Record<'training' | 'validation', Stroke>;

/** What acts on the code is drawn in its colour, what acts on weights in the muted one. */
const dashes: Readonly<Record<PenaltyKind, string>> = {
  activity: '1.5 2.5',
  sparsity: '8 2 1.5 2',
  contraction: '8 2 1.5 2 1.5 2',
  weightDecay: '3 2',
  divergence: '10 3',
};

export function penaltyStroke(kind: PenaltyKind): Stroke {
  const { label, acts } = penalties[kind];
  const colour = acts === 'code' ? 'var(--code)' : 'var(--muted)';
  return { name: label, colour, width: 1.5, dash: dashes[kind] };
}
