import type { PlaygroundState } from '../../store/state.ts';
import { thin } from '../charts/curve.ts';

type History = readonly PlaygroundState['history'][number][];
export type Curve = 'training' | 'validation';

/** The losses of several runs at one epoch, null where a run has none. */
export interface OverlayRow {
  epoch: number;
  losses: (number | null)[];
}

/** Points of a run that are drawn. */
const MOST = 250;

/**
 * Curves laid over one another: a row for every epoch at which one of them has a point. The others'
 * losses lie there on the line between their points, so that each row can be read across.
 */
export function overlay(histories: readonly History[], curve: Curve): OverlayRow[] {
  const curves = histories.map((history) => pointsOf(history, curve));
  const epochs = new Set(curves.flat().map(({ epoch }) => epoch));
  const ascending = [...epochs].sort((a, b) => a - b);
  const readers = curves.map(readerOf);
  return ascending.map((epoch) => ({ epoch, losses: readers.map((read) => read(epoch)) }));
}

interface Point {
  epoch: number;
  loss: number;
}

function pointsOf(history: History, curve: Curve): Point[] {
  return thin(history, MOST).flatMap((point) => {
    const loss = point[curve];
    return loss === null || !Number.isFinite(loss) ? [] : { epoch: point.epoch, loss };
  });
}

/** Reads a curve at ascending epochs; null outside of it. */
function readerOf(points: readonly Point[]): (epoch: number) => number | null {
  let next = 0;
  return (epoch) => {
    while (next < points.length && (points[next]?.epoch ?? 0) < epoch) next += 1;
    const [before, after] = [points[next - 1], points[next]];
    if (!after) return null;
    if (after.epoch === epoch) return after.loss;
    if (!before) return null;
    const share = (epoch - before.epoch) / (after.epoch - before.epoch);
    return before.loss + share * (after.loss - before.loss);
  };
}
