import type { PlaygroundState } from '../../store/state.ts';

type LossPoint = PlaygroundState['history'][number];

/**
 * The loss curve at a step: the epoch lies on the line between the points around it, the loss is the
 * one of the point that the step belongs to; null before the first point.
 */
export function pointAt(
  history: readonly LossPoint[],
  step: number,
): { epoch: number; loss: number | null } {
  const place = history.findIndex((point) => point.step >= step);
  const after = history[place];
  const before = place < 0 ? history.at(-1) : history[place - 1];
  if (!after) return { epoch: before?.epoch ?? 0, loss: before?.training ?? null };
  const start = { step: before?.step ?? 0, epoch: before?.epoch ?? 0 };
  const share = after.step > start.step ? (step - start.step) / (after.step - start.step) : 1;
  const loss = step > 0 ? after.training : null;
  return { epoch: start.epoch + share * (after.epoch - start.epoch), loss };
}
