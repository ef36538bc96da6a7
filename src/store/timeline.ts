import type { Checkpoint } from '../protocol/trainer.ts';
import { withFreshOptimizer } from '../spec/checkpoint.ts';
import { type OptimizerKind, optimizers } from '../spec/optimizers.ts';
import { cutAfter } from './history.ts';
import type { PlaygroundState } from './state.ts';

/** A run as it was, to be looked at, and to go on from. */
export interface Moment {
  checkpoint: Checkpoint;
  /** Whose arrays the checkpoint's slots are. */
  optimizer: OptimizerKind;
}

/** The moments of a run in ascending order; the last one is now. */
export interface Timeline {
  moments: readonly Moment[];
  /** Steps that lie between two of them at least, but for the last. */
  spacing: number;
}

export const NO_TIMELINE: Timeline = { moments: [], spacing: 1 };

/** What all moments of a run may take together. */
export const MAX_BYTES = 64 * 2 ** 20;
/** More of them could not be told apart on a slider. */
export const MAX_MOMENTS = 200;
/** So many moments matter more than the optimizer's arrays in them. */
const FEW = 8;

/**
 * The timeline with a newer moment at its end. Where that makes it too large, the spacing doubles and
 * the moments between are dropped: the first and the last always stay. What the new moment replaces
 * (after going back to a checkpoint) is dropped. Of large networks, only the last moment keeps the
 * optimizer's arrays.
 */
export function addMoment(timeline: Timeline, moment: Moment): Timeline {
  const before = upTo(timeline, moment.checkpoint.step - 1).moments;
  const isLarge = FEW * bytesOf(moment) > MAX_BYTES;
  const kept = isLarge ? before.map(withoutSlots) : before;
  let { spacing } = timeline;
  let moments = spaced([...kept, moment], spacing);
  while (moments.length > 2 && isTooMuch(moments)) {
    spacing *= 2;
    moments = spaced(moments, spacing);
  }
  return { moments, spacing };
}

/** Whether training goes on from a moment with the optimizer's arrays of then: exactly as before. */
export function keepsOptimizer({ checkpoint, optimizer }: Moment, now: OptimizerKind): boolean {
  const slots = optimizers[now].slots.length * checkpoint.parameters.length;
  return optimizer === now && checkpoint.slots.length === slots;
}

/** A moment to go on from with an optimizer, which starts afresh where the moment has not its arrays. */
export function checkpointOf(moment: Moment, now: OptimizerKind): Checkpoint {
  const { checkpoint } = moment;
  return keepsOptimizer(moment, now) ? checkpoint : withFreshOptimizer(checkpoint);
}

/** The timeline up to a step. */
export function upTo({ moments, spacing }: Timeline, step: number): Timeline {
  return { moments: moments.filter(({ checkpoint }) => checkpoint.step <= step), spacing };
}

/** What of a run is left after going back to a step. */
export function backTo(
  step: number,
  { history, timeline, progress }: Pick<PlaygroundState, 'history' | 'timeline' | 'progress'>,
): Pick<PlaygroundState, 'history' | 'timeline' | 'progress'> {
  return {
    history: cutAfter(history, step),
    timeline: upTo(timeline, step),
    progress: { ...progress, step },
  };
}

/**
 * The moment that a slider means which was moved from one moment to a step: the first at or past the
 * step in the direction of the move, so that the smallest move reaches the next one.
 * @param moments of a timeline
 */
export function momentTowards(moments: readonly Moment[], from: Moment, step: number): Moment {
  const isBack = step < from.checkpoint.step;
  const found = isBack
    ? moments.findLast(({ checkpoint }) => checkpoint.step <= step)
    : moments.find(({ checkpoint }) => checkpoint.step >= step);
  return found ?? from;
}

/** The first moment, each that is a whole spacing after the one kept before it, and the last. */
function spaced(moments: readonly Moment[], spacing: number): Moment[] {
  let next = Number.NEGATIVE_INFINITY;
  return moments.filter(({ checkpoint }, place) => {
    const isKept = checkpoint.step >= next || place === moments.length - 1;
    if (isKept) next = checkpoint.step + spacing;
    return isKept;
  });
}

function isTooMuch(moments: readonly Moment[]): boolean {
  const bytes = moments.reduce((sum, moment) => sum + bytesOf(moment), 0);
  return bytes > MAX_BYTES || moments.length > MAX_MOMENTS;
}

function bytesOf({ checkpoint }: Moment): number {
  return checkpoint.parameters.byteLength + checkpoint.slots.byteLength;
}

function withoutSlots(moment: Moment): Moment {
  return { ...moment, checkpoint: { ...moment.checkpoint, slots: new Float32Array(0) } };
}
