import type { Browser } from '@playwright/test';
import { Playground } from '../e2e/playground.ts';
import { benchSpec } from './networks.ts';
import type { Site } from './site.ts';

const IMAGES = 60_000;
/** More than the page comes to while it is looked at. */
const EPOCHS = 1000;
/** Milliseconds within which a page that trains shows another step. */
const NEWS = 5000;

/**
 * Trains Vanilla 32 with Adam in the playground, on all images, and looks at the page's own counter.
 * The time includes all that the page does besides: validation, checkpoints, charts and pictures.
 *
 * @param seconds how long to look
 * @param setUp what to do on the page before it trains, such as opening a view; nothing by default
 * @returns images per second
 */
export async function rateInPage(
  browser: Browser,
  site: Site,
  seconds: number,
  setUp: (playground: Playground) => Promise<void> = async () => {},
): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const playground = new Playground(page);
  await playground.open(site.url);
  await playground.combobox('Optimizer').selectOption('adam');
  await playground.combobox('Backend').selectOption('simd');
  await playground.setNumber('Epochs', EPOCHS);
  await setUp(playground);
  await playground.button('Train').click();
  // The first epoch trains while images still arrive.
  const { batchSize } = benchSpec('vanilla').training;
  const stepsPerEpoch = Math.ceil(IMAGES / batchSize);
  await playground.trainPast(stepsPerEpoch);

  const start = await atNextStep(playground);
  await page.waitForTimeout(1000 * seconds);
  const end = await atNextStep(playground);
  await page.close();
  const images = ((end.step - start.step) / stepsPerEpoch) * IMAGES;
  return images / (end.seconds - start.seconds);
}

/** The step that the page shows and when, at the moment when it changes. */
async function atNextStep(playground: Playground): Promise<{ step: number; seconds: number }> {
  const began = performance.now();
  const before = (await playground.readStatus()).step;
  while (performance.now() - began < NEWS) {
    const { step } = await playground.readStatus();
    if (step !== before) return { step, seconds: performance.now() / 1000 };
  }
  throw new Error('The playground has stopped training.');
}
