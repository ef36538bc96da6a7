import type { Browser } from '@playwright/test';
import { type ViewId, views } from '../src/spec/views.ts';
import { type TrainingPage, trainInPage } from './in-page.ts';
import { median } from './median.ts';
import { labelOf, type NetworkKind } from './networks.ts';
import type { Site } from './site.ts';
import { formatShare, formatTable } from './table.ts';

/** A small network, which leaves the page the second core, and one that trains on every core. */
const NETWORKS: readonly NetworkKind[] = ['vanilla', 'deep'];
const ROUNDS = 2;
/** Seconds of training that a rate is taken over: before a view opens, and from its opening on. */
const BEFORE = 4;
const OPEN = 10;
/** Milliseconds that a view has to close. */
const CLOSING = 1000;
/** Of its rate on the network's own page, training must keep this share. */
const WANTED = 0.85;

const others = (Object.keys(views) as ViewId[]).filter((view) => view !== 'network');

/**
 * What each view takes from training: the rate while it is open, what it computes once at the start
 * included, as a share of the rate just before, on the network's own page; and that page's rate after
 * all have been open, as a share of the one when none was.
 * @param networks those to look at, where they are of the two
 */
export async function reportViews(
  browser: Browser,
  site: Site,
  networks: readonly NetworkKind[],
  print: (line: string) => void,
): Promise<void> {
  const looked = NETWORKS.filter((network) => networks.includes(network));
  const columns: number[][] = [];
  for (const network of looked) {
    print(`${labelOf(network)} …`);
    const rounds: number[][] = [];
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push(await shares(() => trainInPage(browser, site, network)));
    }
    columns.push(transposed(rounds).map(median));
  }
  const names = [...others.map((view) => views[view].label), 'closed again, all of them'];
  const rows = transposed(columns).map((shares, place) => [
    names[place] ?? '',
    ...shares.map(formatShare),
    shares.every((share) => share >= WANTED) ? 'yes' : 'no',
  ]);
  const header = ['training keeps', ...looked.map(labelOf), `at least ${formatShare(WANTED)}`];
  print(`\n${formatTable(header, rows)}`);
}

/** Of each view in turn, then of all of them closed again. */
async function shares(open: () => Promise<TrainingPage>): Promise<number[]> {
  const page = await open();
  const untouched = await page.rate(OPEN);
  const found: number[] = [];
  for (const view of others) {
    const before = await page.rate(BEFORE);
    await show(page, view);
    found.push((await page.rate(OPEN)) / before);
    await show(page, 'network');
    await page.playground.page.waitForTimeout(CLOSING);
  }
  found.push((await page.rate(OPEN)) / untouched);
  await page.close();
  return found;
}

function show({ playground }: TrainingPage, view: ViewId): Promise<void> {
  return playground.page.getByRole('tab', { name: views[view].label, exact: true }).click();
}

function transposed(rows: readonly (readonly number[])[]): number[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? Number.NaN));
}
