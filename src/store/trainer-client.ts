import type { TrainerCommand, TrainerEvent } from '../protocol/trainer.ts';

/** What the client needs of a Worker; tests hand in their own. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

const CHECK_INTERVAL = 500;
/** Milliseconds until a worker that could not be loaded is replaced. */
const RELOAD = 2000;

/**
 * The page's end of the trainer's worker. A worker that is silent for longer than it announced is
 * ended and reported: one killed by the browser gives no other sign.
 */
export class TrainerClient {
  private readonly start: () => WorkerLike;
  private readonly onEvent: (event: TrainerEvent) => void;
  private readonly onSilence: () => void;
  private worker: WorkerLike;
  /** Milliseconds of silence left, counted down by a timer: a sleeping laptop counts none. */
  private patience = Number.POSITIVE_INFINITY;

  constructor(
    start: () => WorkerLike,
    onEvent: (event: TrainerEvent) => void,
    onSilence: () => void,
  ) {
    this.start = start;
    this.onEvent = onEvent;
    this.onSilence = onSilence;
    this.worker = this.listen();
    setInterval(() => this.check(), CHECK_INTERVAL);
  }

  send(command: TrainerCommand): void {
    this.worker.postMessage(command);
  }

  /** Ends the worker and starts another, which knows nothing yet. */
  restart(): void {
    this.worker.terminate();
    this.worker = this.listen();
  }

  /** Ends the worker; `restart` begins again. */
  stop(): void {
    this.worker.terminate();
    this.patience = Number.POSITIVE_INFINITY;
  }

  private listen(): WorkerLike {
    const worker = this.start();
    this.patience = Number.POSITIVE_INFINITY;
    worker.onmessage = ({ data }: MessageEvent<TrainerEvent>) => {
      if (data.type === 'heartbeat') this.patience = data.grace;
      else this.onEvent(data);
    };
    worker.onerror = (event) => {
      event.preventDefault?.();
      this.onEvent({ type: 'fault', fault: { kind: 'internal', reason: event.message ?? '' } });
      // One that has never shown life has not been loaded.
      if (this.patience === Number.POSITIVE_INFINITY) this.patience = RELOAD;
    };
    return worker;
  }

  private check(): void {
    this.patience -= CHECK_INTERVAL;
    if (this.patience > 0) return;
    this.patience = Number.POSITIVE_INFINITY;
    this.onSilence();
  }
}
