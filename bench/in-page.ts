import type { Browser } from '@playwright/test';
import { Playground } from '../e2e/playground.ts';
import { benchSpec, labelOf, type NetworkKind } from './networks.ts';
import type { Site } from './site.ts';

const IMAGES = 60_000;
/** More than the page comes to while it is looked at. */
const EPOCHS = 1000;
/** Milliseconds within which a page that trains shows another step. */
const NEWS = 5000;

/** The playground while it trains. */
export interface TrainingPage {
  playground: Playground;
  /**
   * Images per second by the page's own counter. The time includes all that the page does besides:
   * validation, checkpoints, charts and pictures.
   * @param seconds how long to look
   */
  rate(seconds: number): Promise<number>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  close(): Promise<void>;
}

/** Trains a network with Adam in the playground, on all images; resolves when these have arrived. */
export async function trainInPage(
  browser: Browser,
  site: Site,
  network: NetworkKind,
): Promise<TrainingPage> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const playground = new Playground(page);
  await playground.open(site.url);
  await playground.combobox('Network').selectOption({ label: labelOf(network) });
  await playground.combobox('Optimizer').selectOption('adam');
  await playground.combobox('Backend').selectOption('simd');
  await playground.setNumber('Epochs', EPOCHS);
  await playground.button('Train').click();
  // The first epoch trains while images still arrive.
  const stepsPerEpoch = Math.ceil(IMAGES / benchSpec(network).training.batchSize);
  await playground.trainPast(stepsPerEpoch);
  return {
    playground,
    async rate(seconds) {
      const start = await atNextStep(playground);
      await page.waitForTimeout(1000 * seconds);
      const end = await atNextStep(playground);
      const images = ((end.step - start.step) / stepsPerEpoch) * IMAGES;
      return images / (end.seconds - start.seconds);
    },
    async pause() {
      await playground.button('Pause').click();
      await playground.expectState('paused');
    },
    resume: () => playground.button('Train').click(),
    close: () => page.close(),
  };
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
