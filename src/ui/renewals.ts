/** A part that breaks more often than this within a minute breaks by itself. */
const MOST = 3;
const MINUTE_MS = 60_000;

/** Tells a part that something else broke, which is drawn anew, from one that can't be drawn. */
export class Renewals {
  private times: readonly number[] = [];

  /**
   * Counts one more break; whether to draw the part anew.
   *
   * @param now in milliseconds
   */
  isWorthwhile(now = performance.now()): boolean {
    this.times = [...this.times.filter((time) => now - time < MINUTE_MS), now];
    return this.times.length <= MOST;
  }
}
