import type { ViewerCommand, ViewerEvent } from '../protocol/viewer.ts';
import type { WorkerLike } from './trainer-client.ts';

/**
 * The page's end of the viewer's worker. Pictures may change faster than they are answered: only the
 * newest of each kind waits, so that an answer is never late by a queue.
 */
export class ViewerClient {
  private readonly start: () => WorkerLike;
  private readonly onEvent: (event: ViewerEvent) => void;
  private readonly onFailure: () => void;
  private worker: WorkerLike;
  private readonly waiting = new Map<ViewerCommand['type'], ViewerCommand>();
  private busy = false;

  constructor(
    start: () => WorkerLike,
    onEvent: (event: ViewerEvent) => void,
    onFailure: () => void,
  ) {
    this.start = start;
    this.onEvent = onEvent;
    this.onFailure = onFailure;
    this.worker = this.listen();
  }

  send(command: ViewerCommand): void {
    // A later network or picture makes what was said of an earlier one pointless, in this order.
    if (command.type === 'network') this.waiting.delete('parameters');
    if (command.type === 'picture') this.waiting.delete('code');
    this.waiting.delete(command.type);
    this.waiting.set(command.type, command);
    this.flush();
  }

  /** Ends the worker; what it would still have answered is dropped. */
  stop(): void {
    this.worker.terminate();
    this.waiting.clear();
  }

  /** Starts another worker after `stop`, which knows nothing yet. */
  restart(): void {
    this.busy = false;
    this.worker = this.listen();
  }

  private listen(): WorkerLike {
    const worker = this.start();
    worker.onmessage = ({ data }: MessageEvent<ViewerEvent>) => {
      if (data.type === 'done') {
        this.busy = false;
        this.flush();
      } else {
        this.onEvent(data);
      }
    };
    worker.onerror = (event) => {
      event.preventDefault?.();
      this.onFailure();
    };
    return worker;
  }

  private flush(): void {
    if (this.busy || this.waiting.size === 0) return;
    this.busy = true;
    this.worker.postMessage([...this.waiting.values()]);
    this.waiting.clear();
  }
}
