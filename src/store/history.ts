import type { LossPoint } from '../protocol/trainer.ts';
import { penaltiesIn } from '../spec/checkpoint.ts';

/** Points kept of a loss curve, however long the run. */
export const MAX_POINTS = 1200;

/**
 * The curve with new points at its end. Past `MAX_POINTS` neighbours are merged: the curve keeps
 * its whole length at half the resolution. Where the new points begin at or before the end (a
 * run taken up again from a checkpoint), what they replace is dropped; a validation that comes after
 * its step's training loss joins it.
 */
export function appendPoints(
  history: readonly LossPoint[],
  points: readonly LossPoint[],
): LossPoint[] {
  const first = points[0];
  if (!first) return [...history];
  const isLater = first.training === null;
  const kept = history.filter(({ step }) => step < first.step || (isLater && step === first.step));
  const last = kept.at(-1);
  const all =
    isLater && last?.step === first.step
      ? [...kept.slice(0, -1), { ...last, validation: first.validation }, ...points.slice(1)]
      : [...kept, ...points];
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

/**
 * One point at the last one's place: means over the steps of each, and the last validation.
 * @param group points in their order, and how many steps each is the mean of
 */
export function merge(group: readonly { point: LossPoint; steps: number }[]): LossPoint {
  let merged: LossPoint = { step: 0, epoch: 0, training: null, penalties: {}, validation: null };
  for (const { point } of group) {
    merged = { ...point, validation: point.validation ?? merged.validation };
  }
  const mean = (select: (point: LossPoint) => number | null | undefined) => {
    let [sum, known] = [0, 0];
    for (const { point, steps } of group) {
      const value = select(point);
      if (value === null || value === undefined) continue;
      sum += value * steps;
      known += steps;
    }
    return known > 0 ? sum / known : null;
  };
  const penalties = penaltiesIn(group.map(({ point }) => point)).map((kind) => [
    kind,
    mean((point) => point.penalties[kind]),
  ]);
  return {
    ...merged,
    training: mean(({ training }) => training),
    penalties: Object.fromEntries(penalties),
  };
}
