import { merge } from '../../store/history.ts';
import type { PlaygroundState } from '../../store/state.ts';

type LossPoint = PlaygroundState['history'][number];

/** At most about `most` points: neighbours are joined, what is of training by its mean over steps. */
export function thin(history: readonly LossPoint[], most: number): LossPoint[] {
  const group = Math.ceil(history.length / most);
  if (group <= 1) return [...history];
  const stretches = history.map((point, place) => ({
    point,
    steps: point.step - (history[place - 1]?.step ?? 0),
  }));
  const thinned: LossPoint[] = [];
  for (let start = 0; start < history.length; start += group) {
    thinned.push(merge(stretches.slice(start, start + group)));
  }
  return thinned;
}

/**
 * The losses that the axis spans: the lowest, and the highest but for the first tenth of the run,
 * which would flatten all that follows. A logarithmic axis shows everything. What penalties add to the
 * loss has its place on the same axis.
 */
export function lossDomain(points: readonly LossPoint[], logarithmic: boolean): [number, number] {
  const all = losses(points);
  if (all.length === 0) return logarithmic ? [0.01, 1] : [0, 1];
  const low = Math.min(...all);
  if (logarithmic) return [low * 0.95, Math.max(...all) * 1.05];
  const settled = losses(points.slice(Math.floor(points.length / 10)));
  const high = Math.max(...(settled.length > 0 ? settled : all));
  const margin = Math.max((high - low) * 0.08, high * 0.01);
  return [Math.max(0, low - margin), high + margin];
}

function losses(points: readonly LossPoint[]): number[] {
  return points
    .flatMap(({ training, validation, penalties }) => [
      training,
      validation,
      ...Object.values(penalties),
    ])
    .filter((loss): loss is number => loss !== null && Number.isFinite(loss) && loss > 0);
}
