import type { Browser, Page } from '@playwright/test';
import type { ThreadCounts } from './contestants/contestants.ts';
import type { Task, Tasks } from './page/worker.ts';
import type { Site } from './site.ts';

type Result<T extends Task> = Awaited<ReturnType<Tasks[T]>>;

/** The benchmark's page, as the program in Node asks it. */
export class BenchPage {
  private readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Opens the page and has it load MNIST. */
  static async open(browser: Browser, site: Site): Promise<BenchPage> {
    const page = await browser.newPage();
    await page.goto(site.url);
    await page.evaluate(() => globalThis.bench.load());
    return new BenchPage(page);
  }

  /** How many threads there can be here. */
  threadCounts(): Promise<ThreadCounts> {
    return this.page.evaluate(() => globalThis.bench.threadCounts);
  }

  /**
   * Has the worker of that name do a task; rejects with its reason.
   * @param patience seconds after which it is given up; null for never
   */
  async ask<T extends Task>(
    worker: string,
    task: T,
    argument: Parameters<Tasks[T]>[0],
    patience: number | null = null,
  ): Promise<Result<T>> {
    const answer = await this.page.evaluate(
      ({ worker, task, argument, patience }) =>
        globalThis.bench.ask(worker, { task, argument }, patience),
      { worker, task, argument: argument as unknown, patience },
    );
    if ('error' in answer) throw new Error(answer.error);
    return answer.result as Result<T>;
  }

  /** Ends the worker, and with it all that it holds. */
  async end(worker: string): Promise<void> {
    await this.page.evaluate((worker) => globalThis.bench.end(worker), worker);
  }
}
