import type { PinnedRun } from '../files/pinned-run.ts';
import { presetOf, presets } from '../spec/presets.ts';
import { cutAfter } from './history.ts';
import type { PlaygroundState } from './state.ts';

/** Whether there are figures and pictures to pin, and both of one state of the run. */
export function canPin({ history, digits, model, past, phase }: PlaygroundState): boolean {
  if (!digits || !model || digits.model.run !== model.run || !history[0]) return false;
  // Pictures follow the run by a moment: while it trains, the run is pinned as they show it.
  const isFollowing = past === null && phase === 'training';
  const { step } = digits.model;
  return history[0].step <= step && (isFollowing || step === model.step);
}

/** How far the run had come at a step. */
export type Figures = Pick<PinnedRun, 'step' | 'epoch' | 'loss' | 'validation'>;

/** The figures of the moment that the page shows: of an earlier one what the curve says. */
export function shownFigures(playground: PlaygroundState): Figures {
  const { progress, past } = playground;
  if (past) return figuresAt(past.checkpoint.step, playground);
  const { step, epoch, epochProgress, loss, validation } = progress;
  const [now, known] = [finite(loss), finite(validation)];
  return { step, epoch: epoch + epochProgress, loss: now, validation: known };
}

function figuresAt(step: number, { history }: PlaygroundState): Figures {
  const before = cutAfter(history, step);
  const last = before.at(-1);
  const validation = before.findLast((point) => point.validation !== null)?.validation ?? null;
  return {
    step,
    epoch: last?.epoch ?? 0,
    loss: finite(last?.training ?? null),
    validation: finite(validation),
  };
}

/**
 * What is pinned of the run that the page shows, at the step that its reconstructions are of; null where
 * nothing can be pinned.
 * @param pinnedAt now, in milliseconds since 1970
 */
export function runToPin(playground: PlaygroundState, pinnedAt: number): PinnedRun | null {
  const { spec, progress, past, digits } = playground;
  if (!digits || !canPin(playground)) return null;
  const { step } = digits.model;
  const history = cutAfter(playground.history, step).map((point) => ({
    ...point,
    training: finite(point.training),
    validation: finite(point.validation),
  }));
  const isNow = past === null && step === progress.step;
  const preset = presetOf(spec);
  return {
    pinnedAt,
    name: `${preset ? presets[preset].label : 'Your own'}, step ${step.toLocaleString('en')}`,
    spec,
    ...(isNow ? shownFigures(playground) : figuresAt(step, playground)),
    history,
    reconstructions: Uint8Array.from(digits.reconstructions, (value) => Math.round(255 * value)),
  };
}

/** A run that went astray has losses that are no numbers. */
function finite(loss: number | null): number | null {
  return loss !== null && Number.isFinite(loss) ? loss : null;
}
