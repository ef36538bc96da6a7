import type { Browser, Page } from '@playwright/test';
import type { Playground } from '../e2e/playground.ts';
import { trainInPage } from './in-page.ts';
import { median } from './median.ts';
import type { Site } from './site.ts';
import { formatTable } from './table.ts';

/** How many times slower than this machine the page's own thread runs. */
const SLOWDOWNS = [1, 4, 6] as const;
/** Seconds that tasks are watched for. */
const WATCHED = 10;
const STROKES = 12;
/** Milliseconds between two movements of the pointer. */
const PAUSE = 300;
/** Milliseconds after which a movement is taken to have changed nothing. */
const UNANSWERED = 1000;

/** Milliseconds that a task may take, and the answer to a stroke. */
const WANTED_TASK: Readonly<Record<(typeof SLOWDOWNS)[number], number>> = { 1: 50, 4: 100, 6: 150 };
const WANTED_ANSWER = 50;

/**
 * How long the page keeps its reader waiting while it trains: its longest task, and the time from a
 * movement of the pen to another reconstruction. The browser slows the page's own thread down; the
 * workers keep their speed.
 */
export async function reportResponses(
  browser: Browser,
  site: Site,
  print: (line: string) => void,
): Promise<void> {
  const { playground, close } = await trainInPage(browser, site, 'vanilla');
  const { page } = playground;
  const session = await page.context().newCDPSession(page);
  const rows: string[][] = [];
  for (const slowdown of SLOWDOWNS) {
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const tasks = await longTasks(page);
    const longest = Math.max(0, ...tasks);
    const answer = median(await answersToStrokes(playground));
    const isFast = longest <= WANTED_TASK[slowdown] && (slowdown > 1 || answer <= WANTED_ANSWER);
    rows.push([
      `${slowdown} ${slowdown === 1 ? 'time' : 'times'}`,
      longest === 0 ? 'under 50 ms' : `${Math.round(longest)} ms`,
      String(tasks.length),
      `${Math.round(answer)} ms`,
      isFast ? 'yes' : 'no',
    ]);
  }
  await close();
  const header = ['slower by', 'longest task', 'tasks over 50 ms', 'stroke to picture', 'fast'];
  print(formatTable(header, rows));
}

/** Milliseconds of each task over 50. */
function longTasks(page: Page): Promise<number[]> {
  return page.evaluate(async (milliseconds) => {
    const durations: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) durations.push(duration);
    });
    observer.observe({ type: 'longtask' });
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    observer.disconnect();
    return durations;
  }, 1000 * WATCHED);
}

/** Milliseconds from each movement of the pen to another picture in the reconstruction's canvas. */
async function answersToStrokes({ page }: Playground): Promise<number[]> {
  const pad = page.getByLabel('Drawing pad', { exact: true });
  const box = await pad.boundingBox();
  if (!box) throw new Error('The drawing pad is not on the screen.');
  const at = (move: number) =>
    [box.x + (0.3 + 0.03 * move) * box.width, box.y + (0.3 + 0.04 * move) * box.height] as const;
  await page.mouse.move(...at(0));
  await page.mouse.down();
  const found = await page.evaluateHandle((unanswered) => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas[aria-label="Reconstruction"]');
    const pixels = () => canvas?.getContext('2d')?.getImageData(0, 0, 28, 28).data.join() ?? '';
    const delays: number[] = [];
    const record = () => {
      const [before, start] = [pixels(), performance.now()];
      const look = () => {
        const passed = performance.now() - start;
        if (pixels() !== before || passed > unanswered) delays.push(passed);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    document.addEventListener('pointermove', record, { capture: true });
    return {
      delays,
      stop: () => document.removeEventListener('pointermove', record, { capture: true }),
    };
  }, UNANSWERED);
  for (let move = 1; move <= STROKES; move++) {
    await page.mouse.move(...at(move));
    await page.waitForTimeout(PAUSE);
  }
  await page.mouse.up();
  return found.evaluate(({ delays, stop }) => {
    stop();
    return delays;
  });
}
