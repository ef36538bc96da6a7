import type { PinnedRun } from '../files/pinned-run.ts';
import { presetOf, presets } from '../spec/presets.ts';
import { cutAfter } from './history.ts';
import type { PlaygroundState } from './state.ts';

/**
 * What is pinned of the run that the page shows, at the moment that it shows; null before it has
 * trained, and before its reconstructions are there.
 * @param pinnedAt now, in milliseconds since 1970
 */
export function runToPin(playground: PlaygroundState, pinnedAt: number): PinnedRun | null {
  const { spec, progress, past, digits } = playground;
  const step = past?.checkpoint.step ?? progress.step;
  const history = cutAfter(playground.history, step).map((point) => ({
    ...point,
    training: finite(point.training),
    validation: finite(point.validation),
  }));
  const last = history.at(-1);
  if (!digits || !last) return null;
  const validation = history.findLast((point) => point.validation !== null)?.validation ?? null;
  const preset = presetOf(spec);
  return {
    pinnedAt,
    name: `${preset ? presets[preset].label : 'Your own'}, step ${step.toLocaleString('en')}`,
    spec,
    step,
    epoch: last.epoch,
    loss: past ? last.training : finite(progress.loss),
    validation: past ? validation : finite(progress.validation),
    history,
    reconstructions: Uint8Array.from(digits.reconstructions, (value) => Math.round(255 * value)),
  };
}

/** A run that went astray has losses that are no numbers. */
function finite(loss: number | null): number | null {
  return loss !== null && Number.isFinite(loss) ? loss : null;
}
