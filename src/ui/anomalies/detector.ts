import type { RocPoint } from '../../spec/scores.ts';

/** The point where a detector gains most: caught less false alarms, Youden's J. */
export function bestPoint(points: readonly RocPoint[]): number {
  const gains = points.map(({ caught, falseAlarms }) => caught - falseAlarms);
  return gains.indexOf(Math.max(...gains));
}

/** The point of the curve nearest to a place in its unit square. */
export function nearestPoint(
  points: readonly RocPoint[],
  place: Pick<RocPoint, 'caught' | 'falseAlarms'>,
): number {
  const distances = points.map(({ caught, falseAlarms }) =>
    Math.hypot(caught - place.caught, falseAlarms - place.falseAlarms),
  );
  return distances.indexOf(Math.min(...distances));
}

/** What one threshold means, in a sentence. */
export function consequences({ caught, falseAlarms }: RocPoint): string {
  return `Finds ${percent(caught)} of the strange pictures, and takes ${percent(falseAlarms)} of the normal ones for strange.`;
}

/** Three digits that count, as scores of different kinds differ by orders of magnitude. */
export function scoreText(score: number): string {
  return Number.isFinite(score) ? score.toPrecision(3) : 'none';
}

function percent(share: number): string {
  const value = 100 * share;
  return `${value.toFixed(value > 0 && value < 10 ? 1 : 0)}%`;
}
