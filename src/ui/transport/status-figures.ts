import type { PlaygroundState } from '../../store/state.ts';

type Progress = PlaygroundState['progress'];

/**
 * What the status says, in its order; a figure that is not known yet is an empty text.
 * @param pairs while layers train pair by pair: which one learns, and how many there are
 */
export function statusFigures(
  progress: Progress,
  pairs: { number: number; count: number } | null = null,
) {
  const rate = progress.imagesPerSecond;
  return {
    epoch: `epoch ${runningEpoch(progress)} of ${progress.epochs}`,
    pair: pairs ? `pair ${pairs.number} of ${pairs.count}` : '',
    step: `step ${progress.step.toLocaleString('en', { useGrouping: false })}`,
    loss: progress.loss === null ? '' : `loss ${lossText(progress.loss)}`,
    validation: progress.validation === null ? '' : `validation ${lossText(progress.validation)}`,
    overlap: progress.overlap === null ? '' : `IoU ${progress.overlap.toFixed(3)}`,
    speed: rate === null ? '' : `${rounded(rate).toLocaleString('en')} images/s`,
    elapsed: progress.elapsed > 0 ? `${clock(progress.elapsed)} elapsed` : '',
    remaining: progress.remaining ? `${clock(progress.remaining)} left` : '',
  } satisfies Record<string, string>;
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
