import type {
  AnalystCommand,
  AnalystEvent,
  Ask,
  QuestionKind,
  Questions,
} from '../protocol/analyst.ts';
import { ANALYST_LOST, ANALYST_NOT_STARTED } from './sentences.ts';
import { SupervisedWorker, type WorkerLike, type WorkerLoss } from './supervised-worker.ts';

/** A question on its way; dropped, it neither resolves nor rejects. */
interface Waiting {
  question: Extract<AnalystCommand, { type: 'ask' }>;
  model: ModelCommand;
  /** Whether a worker was lost while it had the question. */
  isRepeated: boolean;
  resolve(answer: Questions[QuestionKind]['answer']): void;
  reject(reason: Error): void;
  onProgress(done: number): void;
}

export type ModelCommand = Extract<AnalystCommand, { type: 'model' }>;

/**
 * The page's end of the analyst's worker, which is started by the first question and ended by
 * `closeWhenIdle`: what no view asks for costs nothing. A question with which a worker is lost is asked
 * once more.
 */
export class AnalystClient {
  private readonly newestModel: () => ModelCommand | null;
  private readonly worker: SupervisedWorker<AnalystCommand, AnalystEvent>;
  private sentModel: ModelCommand | null = null;
  /** By their ids, in the order in which they are answered. */
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  private isClosing = false;

  /** @param newestModel what a question is about; the same object as long as nothing changed */
  constructor(start: () => WorkerLike, baseUrl: string, newestModel: () => ModelCommand | null) {
    this.newestModel = newestModel;
    this.worker = new SupervisedWorker({
      start,
      onEvent: (event) => this.hear(event),
      brief: (loss) => {
        this.worker.send({ type: 'open', baseUrl });
        this.sentModel = null;
        if (loss) this.judge(loss);
        for (const waiting of this.waiting.values()) this.send(waiting);
        this.closeIfIdle();
      },
      onGivenUp: (loss) => {
        const failed = [...this.waiting.values()];
        this.waiting.clear();
        for (const { reject } of failed) reject(new Error(sentenceFor(loss)));
      },
    });
  }

  /**
   * Asks about the newest network. Rejects with a sentence for people.
   * @param signal drops the question
   * @param onProgress told how much is done, 0 to 1; from 0 again when the question is asked once more
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
    const id = this.nextId++;
    signal.addEventListener('abort', () => {
      if (!this.waiting.delete(id)) return;
      this.worker.send({ type: 'drop', id });
      this.closeIfIdle();
    });
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        question: { type: 'ask', id, kind, asks } as { type: 'ask'; id: number } & Ask,
        model,
        isRepeated: false,
        // The answer to this question is of its kind.
        resolve: resolve as Waiting['resolve'],
        reject,
        onProgress,
      };
      this.waiting.set(id, waiting);
      if (this.worker.isRunning) this.send(waiting);
      else this.worker.start();
    });
  }

  /** Ends the worker as soon as nothing waits for it. */
  closeWhenIdle(): void {
    this.isClosing = true;
    this.closeIfIdle();
  }

  private closeIfIdle(): void {
    if (this.isClosing && this.waiting.size === 0) this.worker.stop();
  }

  private send({ question, model }: Waiting): void {
    if (model !== this.sentModel) this.worker.send(model);
    this.sentModel = model;
    this.worker.send(question);
  }

  /** Of the questions that a lost worker had, the first was being answered. */
  private judge(loss: WorkerLoss): void {
    const [entry] = this.waiting;
    if (!entry || loss.kind === 'notStarted') return;
    const [id, first] = entry;
    if (first.isRepeated) {
      this.waiting.delete(id);
      first.reject(new Error(sentenceFor(loss)));
    } else {
      first.isRepeated = true;
      first.onProgress(0);
    }
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

function sentenceFor({ kind }: WorkerLoss): string {
  return kind === 'notStarted' ? ANALYST_NOT_STARTED : ANALYST_LOST;
}
