interface Count {
  touched: number;
  /** How often it was in sight, and something covered it. */
  missed: number;
}

/**
 * Which kinds of controls a user has met and touched, and which of them brought which into sight: a
 * user who wants to touch what was touched least finds the way there.
 */
export class Touches {
  private readonly counts = new Map<string, Count>();
  /**
   * By the kind of a control that was touched: what came into sight then, and how often it has not
   * come when the control was touched since.
   */
  private readonly behind = new Map<string, Map<string, number>>();
  private inSight: ReadonlySet<string> = new Set();
  /** Since which look each kind was last in sight without a break. */
  private readonly since = new Map<string, number>();
  private looks = 0;

  /**
   * Takes in what is on the page.
   *
   * @param kinds those in sight
   * @param done the kinds touched since the last time, of which the last one changed what is in sight
   */
  see(kinds: Iterable<string>, done: readonly string[]): void {
    const before = this.inSight;
    this.inSight = new Set(kinds);
    this.looks += 1;
    for (const kind of this.inSight) {
      if (!before.has(kind)) this.since.set(kind, this.looks);
      if (!this.counts.has(kind)) this.counts.set(kind, { touched: 0, missed: 0 });
    }
    for (const kind of done) {
      const found = this.behind.get(kind) ?? new Map<string, number>();
      for (const [other, failures] of found) {
        if (!this.inSight.has(other)) found.set(other, failures + 1);
      }
      this.behind.set(kind, found);
    }
    const door = done.at(-1);
    if (door === undefined) return;
    for (const kind of this.inSight) {
      if (!before.has(kind) && kind !== door) this.behind.get(door)?.set(kind, 0);
    }
  }

  touch(kind: string): void {
    this.count(kind).touched += 1;
  }

  miss(kind: string): void {
    this.count(kind).missed += 1;
  }

  /** How often this kind was touched, or was out of reach. */
  tries(kind: string): number {
    const { touched, missed } = this.count(kind);
    return touched + missed;
  }

  /** How many looks ago this kind came into sight. */
  age(kind: string): number {
    return this.looks - (this.since.get(kind) ?? 0);
  }

  /**
   * The fewest tries of this kind and of all that it leads to; a way that has failed counts as a try.
   */
  least(kind: string): number {
    const passed = new Set([kind]);
    const least = (at: string): number => {
      let fewest = this.tries(at);
      for (const [next, failures] of this.behind.get(at) ?? []) {
        if (passed.has(next) || this.inSight.has(next)) continue;
        passed.add(next);
        fewest = Math.min(fewest, failures + least(next));
      }
      return fewest;
    };
    return least(kind);
  }

  /** The fewest tries of all that was ever met. */
  leastOfAll(): number {
    return Math.min(...this.met().map((kind) => this.tries(kind)));
  }

  /** All kinds that were met. */
  met(): string[] {
    return [...this.counts.keys()];
  }

  untouched(): string[] {
    return this.met().filter((kind) => this.count(kind).touched === 0);
  }

  /** The share of the kinds met that was touched, from 0 to 1. */
  coverage(): number {
    return 1 - this.untouched().length / this.counts.size;
  }

  private count(kind: string): Count {
    const count = this.counts.get(kind);
    if (!count) throw new Error(`${kind} was never met.`);
    return count;
  }
}
