import { EngineLostError } from '../engine.ts';
import { nextTask } from '../next-task.ts';
import { Gate } from './gate.ts';
import type { PoolAnswer, PoolOrder, TrainOrder } from './pool-orders.ts';
import type { Schedule, Workspace } from './workspace.ts';

/** Milliseconds in which a thread must have started. */
const START = 10_000;
/** Milliseconds of waiting after which the first thread hears messages and timers. */
const NAP = 50;
/** Naps without a sign of life from any other thread after which one is taken for dead: 3 s. */
const MOST_NAPS = 60;

/** The engine's other threads: each a worker that holds a replica. */
export class Pool {
  private readonly workers: Worker[];
  /** Why there are fewer threads than were asked for; null where there are not. */
  readonly shortfall: string | null;
  private gate: Gate | null = null;
  private sums: Float64Array[] = [];
  private failure: string | null = null;

  private constructor(workers: Worker[], shortfall: string | null) {
    this.workers = workers;
    this.shortfall = shortfall;
    for (const worker of workers) {
      worker.onmessage = ({ data }: MessageEvent<PoolAnswer>) => {
        if (data.type === 'stopped') this.failure = data.reason;
      };
      worker.onerror = ({ message }) => this.stopped(message);
    }
  }

  /**
   * Starts so many threads, each a second time where it does not start. Goes on with those that have
   * started; rejects with a reason where none has.
   */
  static async start(count: number): Promise<Pool> {
    const outcomes = await Promise.allSettled(Array.from({ length: count }, startThread));
    const workers = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const failure = outcomes.find((each) => each.status === 'rejected');
    if (failure && workers.length === 0) throw failure.reason;
    const missing = count - workers.length;
    const shortfall = failure ? `${missing} more could not be started` : null;
    return new Pool(workers, shortfall);
  }

  /** How many threads there are besides the first. */
  get size(): number {
    return this.workers.length;
  }

  /** Hands every thread its part in a program. */
  load(module: WebAssembly.Module, { memory, program, layout }: Workspace): void {
    const { buffer } = memory.memory;
    const sums = 1 + program.penalties.length;
    this.gate = new Gate(buffer, layout.gate, layout.gradients.length);
    this.sums = layout.sums.slice(1).map((at) => new Float64Array(buffer, at, sums));
    for (const [index, worker] of this.workers.entries()) {
      const thread = index + 1;
      send(worker, { type: 'load', module, memory: memory.memory, program, layout, thread });
    }
  }

  /** Has every thread begin to train: from now on all meet twice a step. */
  train(schedule: Schedule, order: Omit<TrainOrder, 'type' | 'feed' | 'share'>): void {
    for (const [index, worker] of this.workers.entries()) {
      const share = schedule.shares[index + 1] ?? [];
      send(worker, { type: 'train', ...order, feed: schedule.feed, share });
    }
  }

  /**
   * Resolves when all threads have come. Rejects with `EngineLostError` when one will not; the step is
   * half done then, and the pool of no more use.
   */
  async meet(): Promise<void> {
    if (!this.gate) throw new Error('The pool has no program.');
    const { gate } = this;
    const round = gate.arrive();
    let [beats, naps] = [gate.beats, 0];
    while (!gate.waitFor(round, NAP)) {
      await nextTask();
      naps = gate.beats === beats ? naps + 1 : 0;
      beats = gate.beats;
      if (naps === MOST_NAPS) this.stopped('it does not answer');
    }
    if (!gate.isBroken) return;
    await nextTask(); // its last words may be under way
    throw new EngineLostError(`A thread of the engine has stopped: ${this.failure ?? 'killed'}.`);
  }

  /** Adds the other threads' losses and penalties of this step; true from one meeting to the next. */
  addSums(totals: Float64Array): void {
    for (const sums of this.sums) {
      for (const [index, sum] of sums.entries()) totals[index] = (totals[index] ?? 0) + sum;
    }
  }

  end(): void {
    for (const worker of this.workers) worker.terminate();
  }

  private stopped(reason: string): void {
    this.failure ??= reason;
    this.gate?.break();
  }
}

async function startThread(): Promise<Worker> {
  // A module worker that failed to load in WebKit loads a moment later.
  return tryToStart().catch(tryToStart);
}

function tryToStart(): Promise<Worker> {
  const worker = new Worker(new URL('./pool-worker.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      clearTimeout(timer);
      worker.terminate();
      reject(new Error(reason));
    };
    const timer = setTimeout(() => fail('a thread did not start in time'), START);
    worker.onmessage = () => {
      clearTimeout(timer);
      resolve(worker);
    };
    worker.onerror = ({ message }) => fail(message || 'a thread could not be started');
  });
}

function send(worker: Worker, order: PoolOrder): void {
  worker.postMessage(order);
}
