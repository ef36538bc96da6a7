import type { Heartbeat } from '../protocol/heart.ts';

/** What is needed of a Worker; tests hand in their own. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** How a worker was lost. */
export type WorkerLoss =
  /** Its script did not load, or said nothing in time. */
  | { kind: 'notStarted'; reason: string }
  /** It threw what nothing caught. */
  | { kind: 'failed'; reason: string }
  /** It was silent for longer than it announced: killed by the browser, or hung. */
  | { kind: 'silent' };

export interface Supervision<Event> {
  /** Starts a worker; may throw where the browser refuses. */
  start(): WorkerLike;
  /** Takes what the worker says, heartbeats aside. */
  onEvent(event: Event): void;
  /**
   * Tells a worker that has just been started, and knows nothing, all that it needs.
   * @param loss how the worker before it was lost; null where none was
   */
  brief(loss: WorkerLoss | null): void;
  /** Workers were lost again and again: there is none until the next `start`. */
  onGivenUp(loss: WorkerLoss): void;
}

const CHECK_INTERVAL = 500;
/** Milliseconds in which a worker's scripts must have been loaded, on a slow network too. */
const START_GRACE = 60_000;
/** Milliseconds until a worker that failed is replaced, after the first time, the second, the third. */
const DELAYS: readonly number[] = [250, 1000, 4000];
/** A worker lost so many milliseconds ago counts no more. */
const FORGIVEN_AFTER = 300_000;

/**
 * One worker of the page's, and whoever takes its place: it must send heartbeats, and one that fails,
 * is killed, hangs or cannot be loaded is replaced, three times in five minutes at most.
 */
export class SupervisedWorker<Command, Event> {
  private readonly supervision: Supervision<Event>;
  private worker: WorkerLike | null = null;
  /** Milliseconds of silence left, counted down by a timer: a sleeping laptop counts none. */
  private patience = START_GRACE;
  private hasLived = false;
  private lossTimes: number[] = [];
  private checks: ReturnType<typeof setInterval> | undefined;
  private delayed: ReturnType<typeof setTimeout> | undefined;

  constructor(supervision: Supervision<Event>) {
    this.supervision = supervision;
  }

  /** Whether a worker is there, or will be in a moment. */
  get isRunning(): boolean {
    return this.worker !== null || this.delayed !== undefined;
  }

  /** Starts a worker; one that is there is ended, whatever it is doing. Earlier losses are forgotten. */
  start(): void {
    this.stop();
    this.lossTimes = [];
    this.open(null);
  }

  /** Ends the worker; nothing that it said before is heard any more. */
  stop(): void {
    clearInterval(this.checks);
    clearTimeout(this.delayed);
    this.delayed = undefined;
    const { worker } = this;
    if (!worker) return;
    this.worker = null;
    worker.onmessage = null;
    worker.onerror = null;
    worker.terminate();
  }

  /** Dropped while no worker is there: `brief` tells the next one. */
  send(command: Command): void {
    this.worker?.postMessage(command);
  }

  private open(loss: WorkerLoss | null): void {
    this.patience = START_GRACE;
    this.hasLived = false;
    try {
      const worker = this.supervision.start();
      this.worker = worker;
      worker.onmessage = ({ data }: MessageEvent<Event | Heartbeat>) => {
        if (isHeartbeat(data)) this.live(data);
        else this.supervision.onEvent(data);
      };
      worker.onerror = (event) => {
        event.preventDefault?.();
        // Without a message where the script could not be loaded.
        const reason = (event.message ?? '').replace(/^(Uncaught )?(\w*Error: )?/, '');
        this.lose({ kind: this.hasLived ? 'failed' : 'notStarted', reason });
      };
    } catch (error) {
      this.lose({ kind: 'notStarted', reason: error instanceof Error ? error.message : '' });
      return;
    }
    this.checks = setInterval(() => this.check(), CHECK_INTERVAL);
    this.supervision.brief(loss);
  }

  private live({ grace }: Heartbeat): void {
    this.hasLived = true;
    this.patience = grace;
  }

  private check(): void {
    this.patience -= CHECK_INTERVAL;
    if (this.patience > 0) return;
    const late = { kind: 'notStarted', reason: 'it did not start in time' } as const;
    this.lose(this.hasLived ? { kind: 'silent' } : late);
  }

  private lose(loss: WorkerLoss): void {
    this.stop();
    const now = Date.now();
    const losses = this.lossTimes.filter((time) => now - time < FORGIVEN_AFTER);
    this.lossTimes = [...losses, now];
    const delay = DELAYS[losses.length];
    if (delay === undefined) {
      this.supervision.onGivenUp(loss);
      return;
    }
    this.delayed = setTimeout(() => {
      this.delayed = undefined;
      this.open(loss);
    }, delay);
  }
}

function isHeartbeat(data: unknown): data is Heartbeat {
  return (data as Partial<Heartbeat> | null)?.type === 'heartbeat';
}
