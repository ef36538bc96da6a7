import { writeFile } from 'node:fs/promises';
import type { Browser } from '@playwright/test';
import { BenchPage } from './bench-page.ts';
import { describeMachine, openBrowser } from './browser.ts';
import type { Figures, InPage, Row } from './figures.ts';
import { trainInPage } from './in-page.ts';
import { reportKinds } from './kinds.ts';
import { measure } from './measure.ts';
import { labelOf } from './networks.ts';
import { type Options, readOptions } from './options.ts';
import { reportQuality } from './quality.ts';
import { report } from './report.ts';
import { serveBench, servePlayground } from './site.ts';
import { reportUses } from './uses.ts';
import { reportViews } from './views.ts';

/** Seconds that the playground is looked at. */
const IN_PAGE_SECONDS = 15;

/**
 * Builds, measures, prints.
 * @param root the repository
 * @param args the command line
 */
export async function main(root: string, args: string[]): Promise<void> {
  const options = optionsOf(args);
  if (!options) return;
  const site = await (options.views ? servePlayground : serveBench)(root);
  const browser = await openBrowser();
  try {
    if (options.views) return await reportViews(browser, site, options.networks, console.log);
    const page = await BenchPage.open(browser, site);
    if (options.kinds) return await reportKinds(page, console.log);
    if (options.quality) return await reportQuality(page, options.networks, console.log);
    if (options.uses) return await reportUses(page, console.log);
    const figures = await figuresOf(root, browser, page, options);
    console.log(`\n${report(figures)}`);
    if (options.json) await writeFile(options.json, `${JSON.stringify(figures, null, 2)}\n`);
  } finally {
    await browser.close();
    await site.close();
  }
}

/** The options, or null after saying what is wrong with them. */
function optionsOf(args: string[]): Options | null {
  try {
    return readOptions(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
    return null;
  }
}

async function figuresOf(
  root: string,
  browser: Browser,
  page: BenchPage,
  options: Options,
): Promise<Figures> {
  const machine = await describeMachine(browser);
  const measured = await measure(page, options, console.log);
  const { usual } = await page.threadCounts();
  const inPage = options.quick ? null : await measureInPage(root, browser, measured.rows, usual);
  return { machine, ...measured, inPage };
}

/**
 * The playground's rate, where the benchmark has one to compare it with.
 * @param threads how many the playground takes
 */
async function measureInPage(
  root: string,
  browser: Browser,
  rows: readonly Row[],
  threads: number,
): Promise<InPage | null> {
  const alone = rows.find(
    (row) => row.network === labelOf('vanilla') && row.engine === 'simd' && row.threads === threads,
  );
  if (!alone) return null;
  const site = await servePlayground(root);
  try {
    const page = await trainInPage(browser, site, 'vanilla');
    const imagesPerSecond = await page.rate(IN_PAGE_SECONDS);
    await page.close();
    return { threads, imagesPerSecond, ratio: imagesPerSecond / alone.imagesPerSecond };
  } finally {
    await site.close();
  }
}
