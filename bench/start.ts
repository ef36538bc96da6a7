import type { Browser, Page } from '@playwright/test';
import { Playground } from '../e2e/playground.ts';
import { readSource } from '../scripts/mnist/source.ts';
import { type Dataset, PictureSet } from '../src/data/picture-set.ts';
import { ReferenceEngine } from '../src/engine/reference/reference-engine.ts';
import { presetSlug } from '../src/spec/preset-slugs.ts';
import { type PresetKind, presetSpec, presets } from '../src/spec/presets.ts';
import { DIGIT_SIZE } from '../src/spec/shape.ts';
import { Run } from '../src/trainer/run.ts';
import { median } from './median.ts';
import type { Site } from './site.ts';
import { formatShare, formatTable } from './table.ts';

/** What a press of Train may cost beyond its first batch, in milliseconds. */
const MOST_EXTRA = 100;
/** How far the first loss may be from the reference's, as a fraction of it. */
const TOLERANCE = 1e-4;
/** Seconds that steps are counted in, and the share of those on WebAssembly that there must be. */
const COUNTED = 10;
const WANTED = 0.95;
const ROUNDS = 3;
/** Milliseconds between the choice of an experiment and the press of Train: a quick hand's. */
const HAND = 500;
/** A seven is recognisable with less than this share of the mean image's squared error. */
const RECOGNISABLE = 0.5;

const places = ['page', 'embed'] as const;
type Place = (typeof places)[number];

/** What a page notes of its first steps; times in milliseconds since it was asked for. */
interface Notes {
  pressedAt: number | null;
  /** When the page said that a step was done. */
  countedAt: number | null;
  /** Of the first batch: its loss, and the seconds that it took. */
  first: { loss: number; elapsed: number } | null;
  step: number;
}

declare global {
  var startNotes: Notes;
}

/**
 * How soon training starts: from a press of Train to the first batch trained and counted, and the steps
 * of the first seconds; and how soon a page shows a picture and a good one.
 * @param kinds the presets to look at
 */
export async function reportStart(
  browser: Browser,
  site: Site,
  kinds: readonly PresetKind[],
  print: (line: string) => void,
): Promise<void> {
  const dataset = await readDataset();
  const rows: string[][] = [];
  for (const kind of kinds) {
    print(`${presets[kind].label} …`);
    const wanted = await referenceLoss(kind, dataset);
    for (const place of places) {
      const { total, own, loss } = await firstBatch(browser, site, kind, place);
      const isGood = total - own <= MOST_EXTRA && Math.abs(loss / wanted - 1) <= TOLERANCE;
      const times = [total, own, total - own].map((ms) => ms.toFixed(0));
      const losses = [loss, wanted].map((value) => value.toFixed(6));
      rows.push([presets[kind].label, place, ...times, ...losses, isGood ? 'yes' : 'no']);
    }
  }
  const goal = `at most ${MOST_EXTRA} more`;
  const header = [
    'ms from Train to first batch',
    'in',
    'all',
    'batch',
    'more',
    'loss',
    'reference',
  ];
  print(`\n${formatTable([...header, goal], rows)}`);

  const shares: string[][] = [];
  for (const kind of kinds) shares.push(await stepsBeside(browser, site, kind));
  const beside = [`steps in ${COUNTED} s`, 'automatic', 'WebAssembly', 'share'];
  print(`\n${formatTable([...beside, `at least ${formatShare(WANTED)}`], shares)}`);

  const { picture, seven } = await firstPictures(browser, site, meanImage(dataset));
  const sight = [
    ['first picture', picture.toFixed(0)],
    ['recognisable seven', seven.toFixed(0)],
  ];
  print(`\n${formatTable(['ms from the address to', 'median'], sight)}`);
}

/** From a press of Train to the first batch, its own time, and its loss: the median round's. */
async function firstBatch(browser: Browser, site: Site, kind: PresetKind, place: Place) {
  const rounds: { total: number; own: number; loss: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const page = await open(browser, site, kind, place);
    const { pressedAt, countedAt, first } = await firstNotes(page);
    await page.context().close();
    if (!first || pressedAt === null || countedAt === null) throw new Error('Nothing was trained.');
    rounds.push({ total: countedAt - pressedAt, own: 1000 * first.elapsed, loss: first.loss });
  }
  const byExtra = rounds.toSorted((a, b) => a.total - a.own - (b.total - b.own));
  return byExtra[Math.floor(ROUNDS / 2)] as (typeof rounds)[number];
}

/** Presses Train, and waits for the first batch. */
async function firstNotes(page: Page): Promise<Notes> {
  await page.waitForTimeout(HAND);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.waitForFunction(() => globalThis.startNotes.countedAt !== null, null, {
    timeout: 120_000,
  });
  return page.evaluate(() => globalThis.startNotes);
}

/** Steps of the first seconds after Train, where the backend is left to the page and where it is not. */
async function stepsBeside(browser: Browser, site: Site, kind: PresetKind): Promise<string[]> {
  const counts = { auto: [] as number[], simd: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const backend of ['auto', 'simd'] as const) {
      const page = await open(browser, site, kind, 'page');
      const playground = new Playground(page);
      await playground.combobox('Backend').selectOption(backend);
      await page.waitForTimeout(HAND);
      await playground.button('Train').click();
      await page.waitForTimeout(1000 * COUNTED);
      counts[backend].push((await page.evaluate(() => globalThis.startNotes)).step);
      await page.context().close();
    }
  }
  const [auto, simd] = [median(counts.auto), median(counts.simd)];
  const steps = [auto, simd].map((count) => count.toLocaleString('en'));
  const verdict = auto / simd >= WANTED ? 'yes' : 'no';
  return [presets[kind].label, ...steps, formatShare(auto / simd), verdict];
}

/** A page or an embed with a preset, ready to train. */
async function open(browser: Browser, site: Site, kind: PresetKind, place: Place): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(takeNotes);
  if (place === 'embed') {
    await page.goto(`${site.url}embed.html?preset=${presetSlug(kind)}&train=never`);
    await page.getByRole('button', { name: 'Load', exact: true }).click();
  } else {
    await page.goto(site.url);
  }
  const playground = new Playground(page);
  await playground.expectState('ready');
  if (place === 'page') {
    await playground.combobox('Network').selectOption({ label: presets[kind].label });
  }
  return page;
}

/** Milliseconds from the address to the first reconstruction, and to a good one of a test seven. */
async function firstPictures(browser: Browser, site: Site, mean: readonly number[]) {
  const rounds: { picture: number; seven: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(site.url, { waitUntil: 'commit' });
    const shown = page.evaluate(timesOfPictures, { mean, share: RECOGNISABLE });
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    rounds.push(await shown);
    await context.close();
  }
  return {
    picture: median(rounds.map(({ picture }) => picture)),
    seven: median(rounds.map(({ seven }) => seven)),
  };
}

/** Runs in the page, before its own scripts. */
function takeNotes(): void {
  const notes: Notes = { pressedAt: null, countedAt: null, first: null, step: 0 };
  globalThis.startNotes = notes;
  globalThis.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }) => {
        if (data.type !== 'progress') return;
        const { step, loss, elapsed } = data.progress;
        notes.step = step;
        if (step === 1) notes.first ??= { loss, elapsed };
      });
    }
  };
  const listen = (event: Event) => {
    const button = event.target instanceof Element && event.target.closest('button');
    if (button && button.textContent?.trim() === 'Train') notes.pressedAt = event.timeStamp;
  };
  document.addEventListener('click', listen, { capture: true });
  new MutationObserver(() => {
    if (notes.countedAt !== null || notes.pressedAt === null) return;
    const figure = document.querySelector('[data-figure="step"]');
    if (/step [1-9]/.test(figure?.textContent ?? '')) notes.countedAt = performance.now();
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/** Runs in the page: looks at the reconstruction in every frame. */
function timesOfPictures({ mean, share }: { mean: readonly number[]; share: number }) {
  const pixels = (name: string): number[] => {
    const canvas = document.querySelector<HTMLCanvasElement>(`canvas[aria-label="${name}"]`);
    const data = canvas?.getContext('2d')?.getImageData(0, 0, 28, 28).data ?? [];
    return Array.from({ length: 784 }, (_, i) => data[4 * i] ?? 0);
  };
  const distance = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0);
  return new Promise<{ picture: number; seven: number }>((resolve) => {
    let picture: number | null = null;
    const look = () => {
      const [original, reconstruction] = [pixels('Original'), pixels('Reconstruction')];
      if (Math.max(...reconstruction) > 0) picture ??= performance.now();
      const isGood = distance(reconstruction, original) < share * distance(mean, original);
      if (picture !== null && Math.max(...original) > 0 && isGood) {
        resolve({ picture, seven: performance.now() });
      } else requestAnimationFrame(look);
    };
    look();
  });
}

/** The first batch's loss, by the engine that is written to be read. */
async function referenceLoss(kind: PresetKind, dataset: Dataset): Promise<number> {
  const spec = presetSpec(kind);
  const run = new Run(1, spec, null, dataset);
  const engine = new ReferenceEngine();
  await engine.load(run.program, run.state, dataset.train.pixels);
  const losses = await engine.train(run.nextBatches(1), spec.training.learningRate);
  return losses[0] ?? Number.NaN;
}

async function readDataset(): Promise<Dataset> {
  const source = await readSource();
  const set = ({ images, labels }: (typeof source)['train']) => {
    const pictures = new PictureSet(labels.length);
    pictures.pixels.set(images);
    pictures.labels.set(labels);
    pictures.markArrived(0, labels.length);
    return pictures;
  };
  return { train: set(source.train), test: set(source.test) };
}

function meanImage({ train }: Dataset): number[] {
  const mean = new Array<number>(DIGIT_SIZE).fill(0);
  for (const [i, value] of train.pixels.entries()) {
    mean[i % DIGIT_SIZE] = (mean[i % DIGIT_SIZE] ?? 0) + value / train.count;
  }
  return mean;
}
