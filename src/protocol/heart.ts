/** Says that a worker lives; it will not be heard of for `grace` milliseconds at most. */
export interface Heartbeat {
  type: 'heartbeat';
  grace: number;
}

const INTERVAL = 500;
/** Silence in milliseconds after which the page may take the worker for dead. */
const GRACE = 5000;
/** The same while a backend starts: compiling shaders blocks the thread for seconds at times. */
const STARTING_GRACE = 60_000;
/** On a slow or busy machine a silence may be so many times as long as the longest one lately. */
const SLACK = 4;
/** Beats after which a long silence is forgotten: a minute. */
const MEMORY = 120;

/** A worker's end of its supervision: tells the page twice a second that it lives. */
export class Heart {
  private readonly post: (beat: Heartbeat) => void;
  /** What is being done that may block the thread, by the longest silence to expect of each. */
  private readonly graces: number[] = [];
  /** Milliseconds between the last beats. */
  private readonly silences: number[] = [];
  private lastBeat = performance.now();

  constructor(post: (beat: Heartbeat) => void) {
    this.post = post;
    this.beat();
    setInterval(() => {
      const now = performance.now();
      this.silences.push(now - this.lastBeat);
      if (this.silences.length > MEMORY) this.silences.shift();
      this.lastBeat = now;
      this.beat();
    }, INTERVAL);
  }

  /**
   * Runs what may block the thread for a while.
   * @param grace the longest silence to expect meanwhile, in milliseconds
   */
  async patiently<T>(work: () => Promise<T>, grace = STARTING_GRACE): Promise<T> {
    this.graces.push(grace);
    this.beat();
    try {
      return await work();
    } finally {
      this.graces.splice(this.graces.indexOf(grace), 1);
      this.beat();
    }
  }

  private beat(): void {
    const expected = SLACK * Math.max(0, ...this.silences);
    const grace = Math.min(Math.max(GRACE, expected, ...this.graces), STARTING_GRACE);
    this.post({ type: 'heartbeat', grace });
  }
}
