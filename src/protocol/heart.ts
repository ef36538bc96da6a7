/** Says that a worker lives; it will not be heard of for `grace` milliseconds at most. */
export interface Heartbeat {
  type: 'heartbeat';
  grace: number;
}

const INTERVAL = 500;
/** Silence in milliseconds after which the page may take the worker for dead. */
const GRACE = 3000;
/** The same while a backend starts: compiling shaders blocks the thread for seconds at times. */
const STARTING_GRACE = 60_000;

/** A worker's end of its supervision: tells the page twice a second that it lives. */
export class Heart {
  private readonly post: (beat: Heartbeat) => void;
  private grace = GRACE;

  constructor(post: (beat: Heartbeat) => void) {
    this.post = post;
    this.beat();
    setInterval(() => this.beat(), INTERVAL);
  }

  /**
   * Runs what may block the thread for a while.
   * @param grace the longest silence to expect meanwhile, in milliseconds
   */
  async patiently<T>(work: () => Promise<T>, grace = STARTING_GRACE): Promise<T> {
    this.grace = grace;
    this.beat();
    try {
      return await work();
    } finally {
      this.grace = GRACE;
      this.beat();
    }
  }

  private beat(): void {
    this.post({ type: 'heartbeat', grace: this.grace });
  }
}
