/** Milliseconds of training between two looks at the inbox. */
const CALL = 60;
const MAX_STEPS = 64;
const PROGRESS_INTERVAL = 100;
/** A checkpoint is never older than this, nor are two nearer than the other while they cost little. */
const MAX_CHECKPOINT_INTERVAL = 1500;
const MIN_CHECKPOINT_INTERVAL = 250;
const MIN_VALIDATION_INTERVAL = 1000;
/** Checkpoints and validation may take this share of the time each. */
const CHECKPOINT_SHARE = 0.08;
const VALIDATION_SHARE = 0.08;
/** What looking at every validation image at an epoch's end may take of the epoch's time. */
const FULL_VALIDATION_SHARE = 0.25;
/** Of epochs that follow one another faster some go without: to validate all takes a tenth of the time. */
const FULL_VALIDATION_INTERVAL = 750;

/** When to do what besides training, so that it costs little and the page is never without news. */
export class Pace {
  private readonly now: () => number;
  private millisecondsPerStep: number | null = null;
  private reportedAt = Number.NEGATIVE_INFINITY;
  private keptAt: number;
  private keepingTook = 0;
  private validatedAt: number;
  private validating = 0;
  private validationTook = 0;
  private validationImages = 0;
  private fullAt: number;

  /** @param now milliseconds; tests hand in their own clock */
  constructor(now: () => number = () => performance.now()) {
    this.now = now;
    this.keptAt = now();
    this.validatedAt = now();
    this.fullAt = now();
  }

  /** How many batches to train in one call. */
  get steps(): number {
    if (this.millisecondsPerStep === null) return 1;
    const steps = Math.round(CALL / this.millisecondsPerStep);
    return Math.min(Math.max(steps, 1), MAX_STEPS);
  }

  trained(steps: number, milliseconds: number): void {
    const latest = milliseconds / steps;
    this.millisecondsPerStep = ((this.millisecondsPerStep ?? latest) + latest) / 2;
  }

  isProgressDue(): boolean {
    return this.now() - this.reportedAt >= PROGRESS_INTERVAL;
  }

  reported(): void {
    this.reportedAt = this.now();
  }

  isCheckpointDue(): boolean {
    const affordable = this.keepingTook / CHECKPOINT_SHARE;
    const interval = Math.min(
      Math.max(affordable, MIN_CHECKPOINT_INTERVAL),
      MAX_CHECKPOINT_INTERVAL,
    );
    return this.now() - this.keptAt >= interval;
  }

  kept(milliseconds: number): void {
    this.keepingTook = milliseconds;
    this.keptAt = this.now();
  }

  isValidationDue(): boolean {
    const affordable = this.validationTook / VALIDATION_SHARE;
    return this.now() - this.validatedAt >= Math.max(affordable, MIN_VALIDATION_INTERVAL);
  }

  spentValidating(milliseconds: number): void {
    this.validating += milliseconds;
  }

  /** @param images how many the pass took; @param all whether these were all there are */
  validated(images: number, all: boolean): void {
    this.validationTook = this.validating;
    this.validationImages = images;
    this.validating = 0;
    this.validatedAt = this.now();
    if (all) this.fullAt = this.validatedAt;
  }

  /** Whether every validation image was looked at a moment ago. */
  isFullValidationFresh(): boolean {
    return this.validationImages > 0 && this.now() - this.fullAt < FULL_VALIDATION_INTERVAL;
  }

  /** Whether a pass over so many images takes a fair share of the time since the last such pass. */
  isFullValidationAffordable(images: number): boolean {
    if (this.validationImages === 0) return false;
    const expected = (this.validationTook / this.validationImages) * images;
    return expected <= FULL_VALIDATION_SHARE * (this.now() - this.fullAt);
  }
}
