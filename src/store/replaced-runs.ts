import type { Checkpoint } from '../protocol/trainer.ts';
import { type Notices, withNotice, withoutNotice } from './notices.ts';
import { keptNotice } from './sentences.ts';
import type { PlaygroundState } from './state.ts';
import { NO_TIMELINE } from './timeline.ts';

/** A trained run as it was when another one took its place. */
export type ReplacedRun = Pick<PlaygroundState, 'spec' | 'history' | 'progress' | 'timeline'> & {
  checkpoint: Checkpoint;
};

/** The oldest is given up where there are more. */
export const MAX_REPLACED = 4;

/** The runs with a newer one at their end. Only that one keeps its timeline, which is large. */
export function withReplaced(runs: readonly ReplacedRun[], run: ReplacedRun): ReplacedRun[] {
  const older = runs.map((one) => ({ ...one, timeline: NO_TIMELINE }));
  return [...older, run].slice(-MAX_REPLACED);
}

/**
 * The runs that can still be brought back: those that the present run has not caught up with.
 * @param trained steps of the present run since it took their place
 */
export function notCaughtUp(runs: readonly ReplacedRun[], trained: number): readonly ReplacedRun[] {
  const left = runs.filter(({ checkpoint }) => checkpoint.step > trained);
  return left.length < runs.length ? left : runs;
}

/** The state with these runs to bring back; a notice offers the newest. */
export function offerOf(
  replaced: readonly ReplacedRun[],
  notices: Notices,
): Pick<PlaygroundState, 'replaced' | 'notices'> {
  const newest = replaced.at(-1);
  const offer = newest && keptNotice(newest.checkpoint.step);
  return {
    replaced,
    notices: offer ? withNotice(notices, offer) : withoutNotice(notices, 'bringBack'),
  };
}
