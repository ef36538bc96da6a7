import type { BareRun } from '../files/kept-run.ts';
import type { Progress } from '../protocol/trainer.ts';
import { initialProgress } from './initial.ts';
import type { ReplacedRun } from './replaced-runs.ts';
import { NO_TIMELINE } from './timeline.ts';

/** The counters of a run that is taken up where it was saved. */
export function resumedProgress({ spec, checkpoint, history }: BareRun): Progress {
  const { step, epoch, elapsed } = checkpoint;
  const last = history.at(-1);
  return {
    ...initialProgress(spec.training.epochs),
    step,
    epoch,
    elapsed,
    epochProgress: last?.step === step ? Math.min(1, Math.max(0, last.epoch - epoch)) : 0,
    loss: last?.training ?? null,
  };
}

/** A saved run as one that can be brought back. */
export function replacedRun(run: BareRun): ReplacedRun {
  const { spec, checkpoint, history } = run;
  return {
    spec,
    checkpoint,
    history: [...history],
    progress: resumedProgress(run),
    timeline: NO_TIMELINE,
  };
}
