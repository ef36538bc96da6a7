import type { ViewerCommand, ViewerEvent } from '../protocol/viewer.ts';
import { SupervisedWorker, type Supervision } from './supervised-worker.ts';

/**
 * The page's end of the viewer's worker. Pictures may change faster than they are answered: only the
 * newest of each kind waits, so that an answer is never late by a queue.
 */
export class ViewerClient {
  private readonly worker: SupervisedWorker<ViewerCommand[], ViewerEvent>;
  private readonly waiting = new Map<ViewerCommand['type'], ViewerCommand>();
  private isBusy = false;
  private readonly onBusy: (isBusy: boolean) => void;

  /** @param onBusy told when commands begin to wait for an answer, and when all have theirs */
  constructor(
    supervision: Supervision<Exclude<ViewerEvent, { type: 'done' }>>,
    onBusy: (isBusy: boolean) => void,
  ) {
    this.onBusy = onBusy;
    this.worker = new SupervisedWorker({
      ...supervision,
      onEvent: (event) => {
        if (event.type === 'done') {
          this.isBusy = false;
          if (this.waiting.size === 0) this.onBusy(false);
          this.flush();
        } else {
          supervision.onEvent(event);
        }
      },
      brief: (loss) => {
        this.waiting.clear();
        this.isBusy = false;
        supervision.brief(loss);
      },
    });
  }

  get isRunning(): boolean {
    return this.worker.isRunning;
  }

  send(command: ViewerCommand): void {
    // A later network or picture makes what was said of an earlier one pointless, in this order.
    if (command.type === 'network') this.waiting.delete('parameters');
    if (command.type === 'picture') this.waiting.delete('code');
    this.waiting.delete(command.type);
    this.waiting.set(command.type, command);
    this.flush();
  }

  /** Starts a worker, in the place of one that is there. */
  start(): void {
    this.worker.start();
  }

  /** Ends the worker; what it would still have answered is dropped. */
  stop(): void {
    this.worker.stop();
  }

  private flush(): void {
    if (this.isBusy || this.waiting.size === 0) return;
    this.isBusy = true;
    this.onBusy(true);
    this.worker.send([...this.waiting.values()]);
    this.waiting.clear();
  }
}
