import type { PauseReason } from '../protocol/trainer.ts';
import type { Training } from '../spec/spec.ts';

/** Watches validation losses for the student's conditions to stop early. */
export class StopRule {
  private best = Number.POSITIVE_INFINITY;
  private epochsWithoutImprovement = 0;

  /** Takes a validation loss; says why to stop, or null to go on. */
  reason(training: Training, loss: number, atEpochEnd: boolean): PauseReason | null {
    const { stop } = training;
    if (stop.loss !== null && loss <= stop.loss) return 'lossReached';
    if (!atEpochEnd) return null;
    this.epochsWithoutImprovement = loss < this.best ? 0 : this.epochsWithoutImprovement + 1;
    this.best = Math.min(this.best, loss);
    const isPatienceSpent =
      stop.patience !== null && this.epochsWithoutImprovement >= stop.patience;
    return isPatienceSpent ? 'noImprovement' : null;
  }
}
