import { threadsHere } from '../../src/engine/simd/threads.ts';
import type { ThreadCounts } from '../contestants/contestants.ts';
import { loadAll } from './mnist.ts';
import type { Answer, Order } from './worker.ts';

/** What the program in Node calls; every contestant has a worker of its own. */
class BenchPage {
  readonly threadCounts: ThreadCounts = {
    one: 1,
    usual: threadsHere().threads,
    all: navigator.hardwareConcurrency,
  };
  private readonly workers = new Map<string, Worker>();
  /** 60,000 × 784 bytes, which all workers share. */
  private pixels: Uint8Array<SharedArrayBuffer> | null = null;

  /** Loads the training images; nothing can be asked before. */
  async load(): Promise<void> {
    const { train } = await loadAll();
    this.pixels = new Uint8Array(new SharedArrayBuffer(train.pixels.length));
    this.pixels.set(train.pixels);
  }

  /** Has a worker, started when first named, do a task; never rejects. */
  ask(name: string, order: Pick<Order, 'task' | 'argument'>, patience: number | null) {
    const worker = this.worker(name);
    return new Promise<Answer>((resolve) => {
      const giveUp = () => resolve({ error: `no answer within ${patience} s` });
      if (patience !== null) setTimeout(giveUp, 1000 * patience);
      worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
      worker.onerror = ({ message }) => resolve({ error: message });
      worker.postMessage({ ...order, pixels: this.pixels });
    });
  }

  end(name: string): void {
    this.workers.get(name)?.terminate();
    this.workers.delete(name);
  }

  private worker(name: string): Worker {
    const running = this.workers.get(name);
    if (running) return running;
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name });
    this.workers.set(name, worker);
    return worker;
  }
}

declare global {
  var bench: BenchPage;
}

globalThis.bench = new BenchPage();
