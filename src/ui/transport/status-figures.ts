import type { PlaygroundState } from '../../store/state.ts';

type Progress = PlaygroundState['progress'];

/**
 * The numbers of each figure of the status, in their order; none for a figure that is not known yet.
 * @param pairs while layers train pair by pair: which one learns, and how many there are
 */
export function statusFigures(
  progress: Progress,
  pairs: { number: number; count: number } | null = null,
) {
  const { epochs, step, loss, validation, overlap, imagesPerSecond, elapsed, remaining } = progress;
  return {
    epoch: [String(runningEpoch(progress)), String(epochs)],
    pair: pairs ? [String(pairs.number), String(pairs.count)] : [],
    step: [String(step)],
    loss: loss === null ? [] : [lossText(loss)],
    validation: validation === null ? [] : [lossText(validation)],
    overlap: overlap === null ? [] : [overlap.toFixed(3)],
    speed: imagesPerSecond === null ? [] : [rounded(imagesPerSecond).toLocaleString('en')],
    elapsed: elapsed > 0 ? [clock(elapsed)] : [],
    remaining: remaining ? [clock(remaining)] : [],
  } satisfies Record<string, readonly string[]>;
}

export type Figure = keyof ReturnType<typeof statusFigures>;

/** The epoch that runs, counted from 1; 0 before the first batch. */
export function runningEpoch({ epoch, epochs, epochProgress }: Progress): number {
  return Math.min(epochs, epoch + (epochProgress > 0 ? 1 : 0));
}

/** Four decimals, as training logs have them; more where the loss is tiny, none where it ran away. */
export function lossText(loss: number): string {
  if (!Number.isFinite(loss)) return 'not a number';
  return loss >= 1000 ? loss.toExponential(2) : loss.toFixed(4);
}

/** Two significant digits: the rest is jitter. */
function rounded(rate: number): number {
  return Number(rate.toPrecision(2));
}

/** `0:42`, `12:05`, `1:02:05`. */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(whole % 60)}`
    : `${minutes}:${two(whole % 60)}`;
}
