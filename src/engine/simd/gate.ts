/**
 * Rounds of looking before a thread sleeps: some 200 microseconds. Threads seldom wait longer for one
 * another, and waking one takes about half as long.
 */
const LOOKS = 40_000;

const ARRIVED = 0;
const ROUND = 1;
const BROKEN = 2;
const BEATS = 3;

/** Where threads wait until all of them have come. */
export class Gate {
  /** Bytes that it takes in the shared memory. */
  static readonly BYTES = 16;
  private readonly words: Int32Array;
  private readonly threads: number;

  constructor(buffer: ArrayBufferLike, at: number, threads: number) {
    this.words = new Int32Array(buffer, at, Gate.BYTES / 4);
    this.threads = threads;
  }

  /** Notes that a thread has come, and opens for the last one; returns the round to wait for. */
  arrive(): number {
    const round = Atomics.load(this.words, ROUND);
    if (Atomics.add(this.words, ARRIVED, 1) === this.threads - 1) {
      Atomics.store(this.words, ARRIVED, 0);
      this.open();
    }
    return round;
  }

  /** Blocks until the round is over, at most so many milliseconds; returns whether it is. */
  waitFor(round: number, milliseconds: number): boolean {
    for (let look = 0; look < LOOKS; look++) {
      if (this.isOver(round)) return true;
    }
    Atomics.wait(this.words, ROUND, round, milliseconds);
    return this.isOver(round);
  }

  /** Notes that a thread has come, and blocks until all have. */
  meet(): void {
    const round = this.arrive();
    // A notification does not prove that the round is over. The thread that opened the last round may
    // have been paused between its count and its call, which then wakes those who wait for this one.
    while (!this.waitFor(round, Number.POSITIVE_INFINITY));
  }

  /** Lets all threads through: one of them will not come any more. */
  break(): void {
    Atomics.store(this.words, BROKEN, 1);
    this.open();
  }

  /** A sign of life, from a thread that works for long. */
  beat(): void {
    Atomics.add(this.words, BEATS, 1);
  }

  get beats(): number {
    return Atomics.load(this.words, BEATS);
  }

  get isBroken(): boolean {
    return Atomics.load(this.words, BROKEN) !== 0;
  }

  private isOver(round: number): boolean {
    return Atomics.load(this.words, ROUND) !== round;
  }

  private open(): void {
    Atomics.add(this.words, ROUND, 1);
    Atomics.notify(this.words, ROUND);
  }
}
