import type { LossPoint } from '../protocol/trainer.ts';

/** Points kept of a loss curve, however long the run. */
export const MAX_POINTS = 1200;

/**
 * The curve with new points at its end. Past `MAX_POINTS` neighbours are merged: the curve keeps
 * its whole length at half the resolution. Where the new points begin at or before the end (a
 * run taken up again from a checkpoint), what they replace is dropped.
 */
export function appendPoints(
  history: readonly LossPoint[],
  points: readonly LossPoint[],
): LossPoint[] {
  const first = points[0];
  if (!first) return [...history];
  const kept = history.filter((point) => point.step < first.step);
  const all = [...kept, ...points];
  return all.length > MAX_POINTS ? thin(all) : all;
}

/** The part of the curve up to a step: what is left after going back to a checkpoint. */
export function cutAfter(history: readonly LossPoint[], step: number): LossPoint[] {
  return history.filter((point) => point.step <= step);
}

/** Gathers points into equal stretches of steps, at most half as many as may be kept. */
function thin(points: readonly LossPoint[]): LossPoint[] {
  const stretch = (points.at(-1)?.step ?? 0) / (MAX_POINTS / 2);
  const groups = new Map<number, { point: LossPoint; steps: number }[]>();
  let before = 0;
  for (const point of points) {
    const place = Math.ceil(point.step / stretch);
    const group = groups.get(place) ?? [];
    group.push({ point, steps: point.step - before });
    groups.set(place, group);
    before = point.step;
  }
  return [...groups.values()].map(merge);
}

/** One point at the last one's place: the mean training loss of its steps, the last validation. */
function merge(group: readonly { point: LossPoint; steps: number }[]): LossPoint {
  let sum = 0;
  let count = 0;
  let merged: LossPoint = { step: 0, epoch: 0, training: null, penalties: {}, validation: null };
  for (const { point, steps } of group) {
    if (point.training !== null) {
      sum += point.training * steps;
      count += steps;
    }
    merged = { ...point, validation: point.validation ?? merged.validation };
  }
  return { ...merged, training: count > 0 ? sum / count : merged.training };
}
