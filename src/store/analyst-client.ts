import type {
  AnalystCommand,
  AnalystEvent,
  Ask,
  QuestionKind,
  Questions,
} from '../protocol/analyst.ts';
import type { WorkerLike } from './trainer-client.ts';

/** A question on its way; dropped, it neither resolves nor rejects. */
interface Waiting {
  resolve(answer: Questions[QuestionKind]['answer']): void;
  reject(reason: Error): void;
  onProgress(done: number): void;
}

export type ModelCommand = Extract<AnalystCommand, { type: 'model' }>;

/**
 * The page's end of the analyst's worker, which is started by the first question and ended by
 * `closeWhenIdle`: what no view asks for costs nothing.
 */
export class AnalystClient {
  private readonly start: () => WorkerLike;
  private readonly baseUrl: string;
  private readonly newestModel: () => ModelCommand | null;
  private worker: WorkerLike | null = null;
  private sentModel: ModelCommand | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  private isClosing = false;

  /** @param newestModel what a question is about; the same object as long as nothing changed */
  constructor(start: () => WorkerLike, baseUrl: string, newestModel: () => ModelCommand | null) {
    this.start = start;
    this.baseUrl = baseUrl;
    this.newestModel = newestModel;
  }

  /**
   * Asks about the newest network. Rejects with a sentence for people.
   * @param signal drops the question
   * @param onProgress told how much is done, 0 to 1
   */
  ask<Kind extends QuestionKind>(
    kind: Kind,
    asks: Questions[Kind]['asks'],
    signal: AbortSignal,
    onProgress: (done: number) => void = () => {},
  ): Promise<Questions[Kind]['answer']> {
    const model = this.newestModel();
    if (!model) return Promise.reject(new Error('There is no network to look at yet.'));
    this.isClosing = false;
    const worker = this.openWorker();
    if (model !== this.sentModel) {
      worker.postMessage(model);
      this.sentModel = model;
    }
    const id = this.nextId++;
    worker.postMessage({ type: 'ask', id, kind, asks } as { type: 'ask'; id: number } & Ask);
    signal.addEventListener('abort', () => {
      if (!this.waiting.delete(id)) return;
      worker.postMessage({ type: 'drop', id });
      this.closeIfIdle();
    });
    return new Promise((resolve, reject) => {
      // The answer to this question is of its kind.
      const settle = resolve as Waiting['resolve'];
      this.waiting.set(id, { resolve: settle, reject, onProgress });
    });
  }

  /** Ends the worker as soon as nothing waits for it. */
  closeWhenIdle(): void {
    this.isClosing = true;
    this.closeIfIdle();
  }

  private closeIfIdle(): void {
    if (this.isClosing && this.waiting.size === 0) this.close();
  }

  private close(): void {
    this.worker?.terminate();
    this.worker = null;
    this.sentModel = null;
  }

  private openWorker(): WorkerLike {
    if (this.worker) return this.worker;
    const worker = this.start();
    worker.onmessage = ({ data }: MessageEvent<AnalystEvent>) => this.hear(data);
    worker.onerror = (event) => {
      event.preventDefault?.();
      const failed = [...this.waiting.values()];
      this.waiting.clear();
      this.close();
      for (const { reject } of failed) reject(new Error('The view’s worker stopped; try again.'));
    };
    worker.postMessage({ type: 'open', baseUrl: this.baseUrl } satisfies AnalystCommand);
    this.worker = worker;
    return worker;
  }

  private hear(event: AnalystEvent): void {
    const waiting = this.waiting.get(event.id);
    if (!waiting) return;
    if (event.type === 'progress') {
      waiting.onProgress(event.done);
      return;
    }
    this.waiting.delete(event.id);
    if (event.type === 'answer') waiting.resolve(event.answer);
    else waiting.reject(new Error(event.reason));
    this.closeIfIdle();
  }
}
