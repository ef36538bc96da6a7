/** Replacing the worker this often within a minute is enough. */
const MAX_RESTARTS = 3;

/** Tells a worker that was lost from one that can't live here. */
export class RestartLimit {
  private times: number[] = [];

  /** Counts one more restart; whether that is one too many. */
  isReached(): boolean {
    const now = Date.now();
    this.times = [...this.times.filter((time) => now - time < 60_000), now];
    return this.times.length > MAX_RESTARTS;
  }
}
