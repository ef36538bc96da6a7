import type { BenchPage } from './bench-page.ts';
import type { Entry } from './contestants/contestants.ts';
import { median } from './median.ts';
import type { NetworkKind } from './networks.ts';
import { type Pace, Runner } from './runner.ts';

export const paces = {
  full: {
    rounds: 5,
    roundSeconds: 1,
    mostSeconds: 10,
    warmUpSeconds: 3,
    patience: 180,
    images: 60_000,
  },
  quick: {
    rounds: 3,
    roundSeconds: 0.3,
    mostSeconds: 1,
    warmUpSeconds: 0.1,
    patience: 12,
    images: 5120,
  },
} satisfies Record<string, Pace>;

/** Seconds a step, or why there are none. */
export type Outcome = { entry: Entry } & ({ secondsPerStep: number } | { reason: string });

export interface Race {
  outcomes: Outcome[];
  /** GFLOP/s in registers, once a round: of one core, and of all at the same time. */
  peaks: { one: number; all: number }[];
}

const PEAK_SECONDS = 0.05;

/**
 * Has all entries train on one network: each warms up, then they take turns, round by round, so that
 * whatever else the machine does happens to all of them.
 */
export async function race(
  page: BenchPage,
  network: NetworkKind,
  entries: readonly Entry[],
  pace: Pace,
  cores: number,
): Promise<Race> {
  const peaks: Race['peaks'] = [];
  const reasons = new Map<Runner, string>();
  const runners = entries.map((entry) => new Runner(page, entry, pace));
  const attempt = async (runner: Runner, work: () => Promise<void>) => {
    if (reasons.has(runner)) return;
    await work().catch(async (error) => {
      reasons.set(runner, error instanceof Error ? error.message : String(error));
      await runner.end();
    });
  };
  const inTurn = async (work: (runner: Runner) => Promise<void>) => {
    for (const runner of runners) await attempt(runner, () => work(runner));
  };
  // At the same time, as nothing is measured yet.
  await Promise.all(runners.map((runner) => attempt(runner, () => runner.prepare(network))));
  await inTurn((runner) => runner.warmUp());
  await peaksOf(page, cores); // starts the workers
  for (let round = 0; round < pace.rounds; round++) {
    peaks.push(await peaksOf(page, cores));
    await inTurn((runner) => runner.takeTurn(round));
  }
  const outcomes: Outcome[] = [];
  await inTurn(async (runner) => {
    outcomes.push({ entry: runner.entry, secondsPerStep: runner.secondsPerStep() });
    await runner.end();
  });
  for (const [{ entry }, reason] of reasons) outcomes.push({ entry, reason });
  return { outcomes, peaks };
}

/** Of one core its best try, as whatever disturbs makes it slower; of all the sum of their medians. */
async function peaksOf(page: BenchPage, cores: number): Promise<Race['peaks'][number]> {
  const tries = (core: number) => page.ask(`peak ${core}`, 'peakGflops', PEAK_SECONDS);
  const one = Math.max(...(await tries(0)));
  const all = await Promise.all(Array.from({ length: cores }, (_, core) => tries(core)));
  return { one, all: all.map(median).reduce((sum, each) => sum + each) };
}
