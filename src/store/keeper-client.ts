import type {
  KeeperReply,
  KeeperRequest,
  KeeperRequestKind,
  KeeperRequests,
} from '../files/keeper-requests.ts';
import type { KeepingProblem } from './keeping-problems.ts';
import { SupervisedWorker, type WorkerLike } from './supervised-worker.ts';

export class KeepingError extends Error {
  readonly problem: KeepingProblem;

  constructor(problem: KeepingProblem) {
    super(problem);
    this.problem = problem;
  }
}

interface Waiting {
  request: KeeperRequest;
  resolve(answer: KeeperRequests[KeeperRequestKind]['answer']): void;
  reject(error: KeepingError): void;
}

/** The page's end of the worker that keeps runs, which the first request starts. */
export class KeeperClient {
  private readonly worker: SupervisedWorker<KeeperRequest, KeeperReply>;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;

  constructor(start: () => WorkerLike) {
    this.worker = new SupervisedWorker({
      start,
      onEvent: (reply) => this.hear(reply),
      brief: () => {
        for (const { request } of this.waiting.values()) this.worker.send(request);
      },
      onGivenUp: () => {
        const failed = [...this.waiting.values()];
        this.waiting.clear();
        for (const { reject } of failed) reject(new KeepingError('notLoaded'));
      },
    });
  }

  /** Rejects with a KeepingError. */
  ask<Kind extends KeeperRequestKind>(
    kind: Kind,
    asks: KeeperRequests[Kind]['asks'],
  ): Promise<KeeperRequests[Kind]['answer']> {
    return new Promise((resolve, reject) => {
      const id = this.nextId++;
      const request = { id, kind, asks } as KeeperRequest;
      // The answer to this request is of its kind.
      this.waiting.set(id, { request, resolve: resolve as Waiting['resolve'], reject });
      if (this.worker.isRunning) this.worker.send(request);
      else this.worker.start();
    });
  }

  private hear({ id, answer, problem }: KeeperReply): void {
    const waiting = this.waiting.get(id);
    if (!this.waiting.delete(id) || !waiting) return;
    if (problem === null) waiting.resolve(answer);
    else waiting.reject(new KeepingError(problem));
  }
}
