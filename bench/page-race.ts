import type { Browser } from '@playwright/test';
import type { BenchPage } from './bench-page.ts';
import type { InPage, Row } from './figures.ts';
import { trainInPage } from './in-page.ts';
import { median } from './median.ts';
import { BATCH_SIZE, labelOf, type NetworkKind } from './networks.ts';
import { paces } from './race.ts';
import { Runner } from './runner.ts';
import { servePlayground } from './site.ts';

const NETWORK: NetworkKind = 'vanilla';
const ENGINE = 'simd';
/** Seconds that the playground is looked at in each of its turns. */
const TURN = 3;

/** Whether a contestant is what the playground is compared with. */
export function isRivalOfPage({ network, engine }: Row): boolean {
  return network === labelOf(NETWORK) && engine === ENGINE;
}

/**
 * Trains in the playground, with charts and pictures live, and with the engine alone, on as many
 * threads. They take turns as contestants do: the machine may be slower now than when these ran.
 */
export async function raceInPage(
  root: string,
  browser: Browser,
  bench: BenchPage,
): Promise<InPage> {
  const { usual: threads } = await bench.threadCounts();
  const alone = new Runner(bench, { engine: ENGINE, threads }, paces.full);
  const site = await servePlayground(root);
  try {
    await alone.prepare(NETWORK);
    await alone.warmUp();
    const page = await trainInPage(browser, site, NETWORK);
    const rates: number[] = [];
    for (let round = 0; round < paces.full.rounds; round++) {
      await page.pause();
      await alone.takeTurn(round);
      await page.resume();
      rates.push(await page.rate(TURN));
    }
    await page.close();
    const imagesPerSecond = median(rates);
    const ratio = (imagesPerSecond * alone.secondsPerStep()) / BATCH_SIZE;
    return { threads, imagesPerSecond, ratio };
  } finally {
    await site.close();
    await alone.end();
  }
}
