import type {
  AnalystCommand,
  AnalystEvent,
  Ask,
  QuestionKind,
  Questions,
} from '../protocol/analyst.ts';
import type { Model, ModelId } from '../protocol/model.ts';
import { ANALYST_LOST, ANALYST_NOT_STARTED } from './sentences.ts';
import type { Answered, AskOptions } from './state.ts';
import { SupervisedWorker, type WorkerLike, type WorkerLoss } from './supervised-worker.ts';

type Question = { type: 'ask'; id: number; model: ModelId } & Ask;

/** A question on its way; dropped, it neither resolves nor rejects. */
interface Waiting {
  question: Question;
  /** What it is about. */
  model: Model;
  /** Whether a worker was lost while it had the question. */
  isRepeated: boolean;
  resolve(answer: Questions[QuestionKind]['answer']): void;
  reject(reason: Error): void;
  onProgress(done: number): void;
}

/**
 * The page's end of the analyst's worker, which is started by the first question and ended by
 * `closeWhenIdle`: what no view asks for costs nothing. A question with which a worker is lost is asked
 * once more.
 */
export class AnalystClient {
  private readonly worker: SupervisedWorker<AnalystCommand, AnalystEvent>;
  /** The version of the state that the worker was sent last. */
  private sentVersion: number | null = null;
  /** By their ids, in the order in which they are answered. */
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  private isClosing = false;

  constructor(start: () => WorkerLike, baseUrl: string) {
    this.worker = new SupervisedWorker({
      start,
      onEvent: (event) => this.hear(event),
      brief: (loss) => {
        this.worker.send({ type: 'open', baseUrl });
        this.sentVersion = null;
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

  /** Asks about a network in one state. Rejects with a sentence for people. */
  ask<Kind extends QuestionKind>(
    model: Model,
    kind: Kind,
    asks: Questions[Kind]['asks'],
    { signal, onProgress = () => {} }: AskOptions,
  ): Promise<Answered<Kind>> {
    this.isClosing = false;
    const id = this.nextId++;
    const { run, step, version } = model;
    const about: ModelId = { run, step, version };
    signal?.addEventListener('abort', () => {
      if (!this.waiting.delete(id)) return;
      this.worker.send({ type: 'drop', id });
      this.closeIfIdle();
    });
    return new Promise((resolve, reject) => {
      // The answer to this question is of its kind.
      const settle = (answer: Questions[Kind]['answer']) => resolve({ answer, model });
      const waiting: Waiting = {
        question: { type: 'ask', id, model: about, kind, asks } as Question,
        model,
        isRepeated: false,
        resolve: settle as Waiting['resolve'],
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
    if (model.version !== this.sentVersion) this.worker.send({ type: 'model', model });
    this.sentVersion = model.version;
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
