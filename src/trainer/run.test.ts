import { beforeEach, describe, expect, it } from 'vitest';
import { type Dataset, PictureSet } from '../data/picture-set.ts';
import { createRandom } from '../data/random.ts';
import { ReferenceEngine } from '../engine/reference/reference-engine.ts';
import { presetSpec } from '../spec/presets.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import type { Spec } from '../spec/spec.ts';
import { Run } from './run.ts';

const spec: Spec = presetSpec('vanilla');
spec.network.encoder = [{ kind: 'dense', units: 4, activation: 'relu' }];
spec.training = { ...spec.training, optimizer: 'adam', learningRate: 0.02, batchSize: 16 };
spec.training.images = 2048;

let dataset: Dataset;

/** Trains some steps one by one and keeps a checkpoint after each; false when the run diverged. */
async function train(run: Run, engine: ReferenceEngine, steps: number): Promise<boolean> {
  for (let i = 0; i < steps; i++) {
    const losses = await engine.train(run.nextBatches(1), run.training.learningRate);
    if (!run.record(losses, 16, 0.01)) return false;
    run.keep(await engine.state());
  }
  return true;
}

async function load(run: Run): Promise<ReferenceEngine> {
  const engine = new ReferenceEngine();
  await engine.load(run.program, run.state, dataset.train.pixels);
  return engine;
}

/** Mean loss of the newest checkpoint's weights over some images. */
async function lossOf(run: Run): Promise<number> {
  const images = dataset.train.pixels.subarray(0, 100 * DIGIT_SIZE);
  return (await load(run)).evaluate(images, null);
}

beforeEach(() => {
  dataset = { train: new PictureSet(60_000), test: new PictureSet(10_000) };
  const random = createRandom(1, 'test images');
  for (let i = 0; i < 2048; i++) {
    dataset.train.labels[i] = i % 10;
    // A white square on black, somewhere.
    const corner = Math.floor(20 * random.uniform()) * 28 + Math.floor(20 * random.uniform());
    for (let y = 0; y < 5; y++) {
      const row = i * DIGIT_SIZE + corner + 28 * y;
      dataset.train.pixels.fill(255, row, row + 5);
    }
  }
  dataset.train.markArrived(0, 2048);
});

describe('a run', () => {
  it('goes on from a checkpoint as if never stopped', async () => {
    const whole = new Run(1, spec, null, dataset);
    await train(whole, await load(whole), 12);

    const first = new Run(1, spec, null, dataset);
    await train(first, await load(first), 5);
    const second = new Run(2, spec, first.checkpoint, dataset);
    await train(second, await load(second), 7);

    // Between two engines weights are 32-bit numbers, inside the reference engine 64-bit ones.
    for (const [i, parameter] of second.checkpoint.parameters.entries()) {
      expect(parameter).toBeCloseTo(whole.checkpoint.parameters[i] ?? Number.NaN, 5);
    }
    expect(second.checkpoint).toMatchObject({ step: 12, position: 12 * 16 });
  });

  it('that diverges goes back to weights from before, though bad ones were kept since', async () => {
    const run = new Run(1, spec, null, dataset);
    const engine = await load(run);
    await train(run, engine, 100);
    run.adjust({ ...run.training, learningRate: 100 });
    expect(await train(run, engine, 200)).toBe(false);
    const diverged = await lossOf(run);
    run.goBackToProven();
    expect(await lossOf(run)).toBeLessThan(0.5 * diverged);
    expect(run.step).toBe(run.checkpoint.step);
    expect(run.progress().loss).toBeNull();
  });

  it('still knows its losses after it went back from a batch that was ended', async () => {
    const run = new Run(1, spec, null, dataset);
    const engine = await load(run);
    await train(run, engine, 10);
    run.recordValidation({ loss: 0.25, overlap: null, activity: null }, 100);
    run.keep(await engine.state());
    const known = run.progress();
    run.record(new Float32Array([5]), 16, 1);
    run.goBack();
    expect(run.progress()).toMatchObject({ step: 10, loss: known.loss, validation: 0.25 });
    // What the curve has of the time before is not told again.
    expect(run.points()).toEqual([]);
  });

  it('takes a fresh optimizer with the weights as they are', async () => {
    const run = new Run(1, spec, null, dataset);
    await train(run, await load(run), 3);
    const { parameters } = run.checkpoint;
    run.adjust({ ...run.training, optimizer: 'sgd' });
    expect(run.state.parameters).toBe(parameters);
    expect(run.state.slots).toEqual(new Float32Array(parameters.length));
    expect(run.program.optimizer).toBe('sgd');
  });

  it('counts steps on, while a fresh Adam corrects its means from its own first step', async () => {
    const run = new Run(1, spec, null, dataset);
    await train(run, await load(run), 30);
    run.adjust({ ...run.training, optimizer: 'sgd' });
    run.adjust({ ...run.training, optimizer: 'adam', learningRate: 0.001 });
    const before = run.checkpoint.parameters;
    await train(run, await load(run), 1);
    expect(run.checkpoint.step).toBe(31);
    // Its first step is one learning rate for every weight that has a slope.
    const moves = run.checkpoint.parameters.map((value, i) => Math.abs(value - (before[i] ?? 0)));
    expect(Math.max(...moves)).toBeCloseTo(0.001, 5);
  });
});

it('begins a pass over validation images anew where its settings change, and goes on with others', () => {
  dataset.test.markArrived(0, 100);
  const run = new Run(1, spec, null, dataset);
  const pass = run.newValidation(true);
  run.adjust({ ...run.training, learningRate: 0.5 });
  expect(run.renewed(pass)).toBe(pass);
  run.adjust({ ...run.training, loss: 'meanSquaredError' });
  const renewed = run.renewed(pass);
  expect(renewed).not.toBe(pass);
  expect(renewed).toMatchObject({ all: true, images: 100 });
  expect(run.renewed(renewed)).toBe(renewed);
});
