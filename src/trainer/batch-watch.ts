import type { TrainingWatch } from '../engine/engine.ts';

/** Milliseconds after which a call to the engine takes long. */
const LONG = 1000;

/** Follows one call to train: tells of it every second, and ends one that takes long. */
export class BatchWatch implements TrainingWatch {
  private readonly stop = new AbortController();
  private readonly began = performance.now();
  private readonly telling: ReturnType<typeof setInterval>;
  private stopping: ReturnType<typeof setTimeout> | undefined;
  private done = 0;
  /** Whether the call has taken long so far. */
  isLong = false;

  /** @param tell told how many images of the running batch are done, and after how many seconds */
  constructor(tell: (done: number, seconds: number) => void) {
    this.telling = setInterval(() => {
      this.isLong = true;
      tell(this.done, Math.round((performance.now() - this.began) / 1000));
    }, LONG);
  }

  get signal(): AbortSignal {
    return this.stop.signal;
  }

  onImages(done: number): void {
    this.done = done;
  }

  /** Ends the call, unless it is over within a second from its beginning. */
  stopIfLong(): void {
    const left = this.began + LONG - performance.now();
    this.stopping ??= setTimeout(() => this.stop.abort(), Math.max(0, left));
  }

  /** The call is over. */
  end(): void {
    clearInterval(this.telling);
    clearTimeout(this.stopping);
  }
}
