import type { BenchPage } from './bench-page.ts';
import type { Entry } from './contestants/contestants.ts';
import { median } from './median.ts';
import { BATCH_SIZE, type NetworkKind } from './networks.ts';

/** How much time a run takes. */
export interface Pace {
  rounds: number;
  /** What a round should take; a step that takes longer is a round. */
  roundSeconds: number;
  /** What all rounds of one contestant on one network may take: a slow one has fewer. */
  mostSeconds: number;
  /** What a warm-up may take: an epoch, if there is time, which brings all images to the device. */
  warmUpSeconds: number;
  /** What a contestant may take to get ready, and as long again for a step. */
  patience: number;
  /** Training images that each contestant has, and goes through again and again. */
  images: number;
}

/** One entry on one network, in a worker of its own. */
export class Runner {
  readonly entry: Entry;
  private readonly page: BenchPage;
  private readonly pace: Pace;
  private steps = 1;
  private rounds = 0;
  /** Seconds a step, of each round. */
  private readonly samples: number[] = [];
  private readonly losses: number[] = [];

  constructor(page: BenchPage, entry: Entry, pace: Pace) {
    this.page = page;
    this.entry = entry;
    this.pace = pace;
  }

  /** Gets ready and trains the first step, which compiles. */
  async prepare(network: NetworkKind): Promise<void> {
    const { images, patience } = this.pace;
    await this.page.ask(this.name, 'prepare', { ...this.entry, network, images }, patience);
    await this.train(1);
  }

  /** Warms up, and finds out how many steps and rounds there is time for. */
  async warmUp(): Promise<void> {
    const { rounds, roundSeconds, mostSeconds, warmUpSeconds, images } = this.pace;
    let step = await this.train(1);
    const epoch = Math.ceil(images / BATCH_SIZE);
    if (step < warmUpSeconds)
      step = await this.train(Math.min(epoch, stepsFor(warmUpSeconds, step)));
    this.steps = stepsFor(roundSeconds, step);
    const affordable = Math.floor(mostSeconds / (this.steps * step));
    if (step > roundSeconds) this.samples.push(step); // as good as a round, and dear to repeat
    this.rounds = Math.max(1, Math.min(rounds, affordable)) - this.samples.length;
  }

  /** Takes its turn; nothing happens in a round for which it has no time. */
  async takeTurn(round: number): Promise<void> {
    if (round < this.rounds) this.samples.push(await this.train(this.steps));
  }

  /** The median of all rounds. Throws when the network has not learned: such speed is none. */
  secondsPerStep(): number {
    const [first = Number.NaN, last = Number.NaN] = [this.losses[0], this.losses.at(-1)];
    // A sound loss starts at ln 2, falls, and stays above MNIST's own entropy.
    if (!(last > 0.05 && last < 1.01 * first)) {
      throw new Error(`it does not learn: its loss went from ${first} to ${last}`);
    }
    return median(this.samples);
  }

  /** Ends the worker, and with it all that it holds. */
  end(): Promise<void> {
    return this.page.end(this.name);
  }

  private get name(): string {
    return `${this.entry.engine} ×${this.entry.threads}`;
  }

  /** Seconds a step. */
  private async train(steps: number): Promise<number> {
    const { patience } = this.pace;
    const { seconds, loss } = await this.page.ask(this.name, 'round', steps, patience);
    this.losses.push(loss);
    return seconds / steps;
  }
}

function stepsFor(seconds: number, secondsPerStep: number): number {
  return Math.max(1, Math.round(seconds / secondsPerStep));
}
