import type { TrainerEvent } from '../protocol/trainer.ts';

const INTERVAL = 500;
/** Silence after which the page may take the worker for dead. */
const GRACE = 3000;
/** The same while a backend starts: compiling shaders blocks the thread for seconds at times. */
const STARTING_GRACE = 60_000;

/** Tells the page twice a second that the worker lives. */
export class Heart {
  private readonly post: (event: TrainerEvent) => void;
  private grace = GRACE;

  constructor(post: (event: TrainerEvent) => void) {
    this.post = post;
    this.beat();
    setInterval(() => this.beat(), INTERVAL);
  }

  /** Runs what may block the thread for a while. */
  async patiently<T>(start: () => Promise<T>): Promise<T> {
    this.grace = STARTING_GRACE;
    this.beat();
    try {
      return await start();
    } finally {
      this.grace = GRACE;
      this.beat();
    }
  }

  private beat(): void {
    this.post({ type: 'heartbeat', grace: this.grace });
  }
}
