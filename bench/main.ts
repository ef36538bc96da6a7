import { writeFile } from 'node:fs/promises';
import type { Browser } from '@playwright/test';
import { BenchPage } from './bench-page.ts';
import { describeMachine, openBrowser } from './browser.ts';
import type { Figures } from './figures.ts';
import { reportKinds } from './kinds.ts';
import { measure } from './measure.ts';
import { type Options, readOptions } from './options.ts';
import { isRivalOfPage, raceInPage } from './page-race.ts';
import { reportQuality } from './quality.ts';
import { report } from './report.ts';
import { reportResponses } from './responses.ts';
import { serveBench, servePlayground } from './site.ts';
import { reportStart } from './start.ts';
import { reportUses } from './uses.ts';
import { reportViews } from './views.ts';

/**
 * Builds, measures, prints.
 * @param root the repository
 * @param args the command line
 */
export async function main(root: string, args: string[]): Promise<void> {
  const options = optionsOf(args);
  if (!options) return;
  const isInPlayground = options.views || options.responses || options.start;
  const site = await (isInPlayground ? servePlayground : serveBench)(root);
  const browser = await openBrowser();
  try {
    if (options.views) return await reportViews(browser, site, options.networks, console.log);
    if (options.responses) return await reportResponses(browser, site, console.log);
    if (options.start) return await reportStart(browser, site, options.presets, console.log);
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
  const isInPage = !options.quick && measured.rows.some(isRivalOfPage);
  const inPage = isInPage ? await raceInPage(root, browser, page).catch(sayWhy) : null;
  return { machine, ...measured, inPage };
}

/** The other figures are worth having without the page's. */
function sayWhy(error: unknown): null {
  console.error(`The playground: ${error instanceof Error ? error.message : error}`);
  return null;
}
