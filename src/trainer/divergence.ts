/** Steps over which a bad loss must last, and over which it would have to fall to be forgiven. */
const LASTING_STEPS = 60;
const SMOOTHING = 0.9;

/**
 * Notices a run that went wrong. A loss that is no number is the plain case. An absurd learning rate
 * may also end on a plateau: then the loss stays far above that of always showing the mean image,
 * above the best it has been, and no longer falls. A slow start (Adadelta's 0.69, Deep 4's plateau at the
 * mean image's loss) is none of these.
 */
export class DivergenceWatch {
  private readonly meanImageLoss: number;
  private best = Number.POSITIVE_INFINITY;
  private smoothed: number | null = null;
  private newest: number | null = null;
  private highSteps = 0;
  private highStart = 0;

  /** @param meanImageLoss loss of always showing the mean image */
  constructor(meanImageLoss: number) {
    this.meanImageLoss = meanImageLoss;
  }

  /** Takes the next step's loss; true when the run has diverged. */
  observe(loss: number): boolean {
    this.newest = loss;
    if (!Number.isFinite(loss)) return true;
    this.smoothed = SMOOTHING * (this.smoothed ?? loss) + (1 - SMOOTHING) * loss;
    this.best = Math.min(this.best, this.smoothed);

    if (!this.isHigh(this.smoothed)) {
      this.highSteps = 0;
      return false;
    }
    if (this.highSteps === 0) this.highStart = this.smoothed;
    this.highSteps++;
    if (this.highSteps < LASTING_STEPS) return false;
    if (this.smoothed > 0.98 * this.highStart) return true;
    this.highSteps = 0;
    return false;
  }

  /** False while a loss is suspiciously high, be it only the newest. */
  get healthy(): boolean {
    return [this.smoothed, this.newest].every((loss) => loss === null || !this.isHigh(loss));
  }

  private isHigh(loss: number): boolean {
    return loss > 2 * this.meanImageLoss && loss > 1.2 * this.best;
  }
}
