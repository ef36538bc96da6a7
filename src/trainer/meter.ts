/** Seconds over which the speed is averaged. */
const WINDOW = 2;

/** Training time and speed, over what was trained and not over pauses. */
export class Meter {
  private seconds = 0;
  private spans: { images: number; seconds: number }[] = [];

  /** @param elapsed seconds trained before */
  constructor(elapsed = 0) {
    this.seconds = elapsed;
  }

  add(images: number, seconds: number): void {
    this.seconds += seconds;
    this.spans.push({ images, seconds });
    let total = this.spans.reduce((sum, span) => sum + span.seconds, 0);
    while (this.spans.length > 1 && total - (this.spans[0]?.seconds ?? 0) > WINDOW) {
      total -= this.spans.shift()?.seconds ?? 0;
    }
  }

  /** Seconds of training so far. */
  get elapsed(): number {
    return this.seconds;
  }

  /** Over the last two seconds of training; null before any. */
  get imagesPerSecond(): number | null {
    const images = this.spans.reduce((sum, span) => sum + span.images, 0);
    const seconds = this.spans.reduce((sum, span) => sum + span.seconds, 0);
    return seconds > 0 ? images / seconds : null;
  }

  /** Another engine or network: its speed starts anew, the clock goes on. */
  restart(): void {
    this.spans = [];
  }
}
