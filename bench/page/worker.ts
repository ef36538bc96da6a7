import { DIGIT_SIZE } from '../../src/spec/shape.ts';
import type { Round } from '../contestants/contestant.ts';
import { type ContestantRow, contestants, type Entry } from '../contestants/contestants.ts';
import { benchSpec, type NetworkKind } from '../networks.ts';
import { findKind } from './kinds.ts';
import { peakGflops } from './peak.ts';
import { timePictures } from './pictures.ts';
import { trainFully } from './quality.ts';
import { accuracies, areaUnderRoc } from './uses.ts';

interface Preparation extends Entry {
  network: NetworkKind;
  /** How many training images it gets. */
  images: number;
}

let round: Round | null = null;

/** What a worker can be asked for. */
const tasks = {
  /** Gets a contestant ready to train. */
  async prepare({ engine, threads, network, images }: Preparation, pixels: Uint8Array) {
    const row: ContestantRow = contestants[engine];
    const prepare = await row.load(threads);
    const part = pixels.subarray(0, images * DIGIT_SIZE);
    round = await prepare(benchSpec(network), part, threads);
  },
  /** Has the contestant train so many steps. */
  round(steps: number) {
    if (!round) throw new Error('round came before prepare');
    return round(steps);
  },
  peakGflops,
  timePictures,
  trainFully,
  accuracies,
  findKind,
  areaUnderRoc,
};

export type Tasks = typeof tasks;
export type Task = keyof Tasks;
export type Order = { task: Task; argument: unknown; pixels: Uint8Array };
export type Answer = { result: unknown } | { error: string };

self.onmessage = async ({ data: { task, argument, pixels } }: MessageEvent<Order>) => {
  const perform = tasks[task] as (argument: unknown, pixels: Uint8Array) => unknown;
  try {
    self.postMessage({ result: await perform(argument, pixels) } satisfies Answer);
  } catch (error) {
    self.postMessage({ error: reasonOf(error) } satisfies Answer);
  }
};

/** One line. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? text;
}
