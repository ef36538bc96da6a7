import { type Dataset, PictureSet } from '../../src/data/picture-set.ts';
import { toGrey } from '../../src/engine/pictures.ts';
import { createSimdEngine } from '../../src/engine/simd/simd-engine.ts';
import { writeTorchWeights } from '../../src/files/torch-weights.ts';
import { DIGIT_SIZE } from '../../src/spec/shape.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { Run } from '../../src/trainer/run.ts';
import { readSource } from '../mnist/source.ts';
import { programs, writeFolder } from './exports.ts';

const IMAGES = 2048;
/** 25 batches an epoch. */
const BATCH_SIZE = 82;
/** Two, so that what changes from epoch to epoch is seen. */
const EPOCHS = 2;

/** The experiment as it is compared: 50 steps, or 25 for each stage of training layer by layer. */
export function shortened({ training, ...spec }: Spec): Spec {
  const layerwise = training.layerwise === null ? null : 1;
  return {
    ...spec,
    training: {
      ...training,
      images: IMAGES,
      batchSize: BATCH_SIZE,
      epochs: layerwise ? spec.network.encoder.length : EPOCHS,
      layerwise,
    },
  };
}

/** MNIST's first training images. */
export async function trainingImages(): Promise<Dataset> {
  const { train } = await readSource();
  const dataset = { train: new PictureSet(60_000), test: new PictureSet(10_000) };
  dataset.train.pixels.set(train.images.subarray(0, IMAGES * DIGIT_SIZE));
  dataset.train.labels.set(train.labels);
  dataset.train.markArrived(0, IMAGES);
  return dataset;
}

/**
 * Trains as the page does, and writes a folder of the weights that the run began with, all that came
 * by chance, and the generated programs.
 * @returns the folder, and the loss of every step with its penalties
 */
export async function recordRun(
  spec: Spec,
  dataset: Dataset,
): Promise<{ folder: string; losses: number[] }> {
  const run = new Run(1, spec, null, dataset);
  const initial = run.state.parameters.slice();
  const engine = await createSimdEngine({ threads: 1 });
  await engine.load(run.program, run.state, dataset.train.pixels);

  const losses: number[] = [];
  const orders: number[][] = [];
  const inputs: Float32Array[] = [];
  const draws: Float32Array[] = [];
  while (!run.isFinished) {
    if (run.isStageOver) {
      run.keep(await engine.state());
      run.enterStage();
      await engine.load(run.program, run.state, dataset.train.pixels);
    }
    if (run.isBetweenEpochs) orders.push([]);
    const batch = run.nextBatches(1);
    orders.at(-1)?.push(...batch.indices);
    inputs.push(batch.inputs ?? new Float32Array());
    draws.push(...(batch.draws ?? []));
    const parts = await engine.train(batch, run.training.learningRate);
    run.record(parts, batch.indices.length, 1);
    losses.push(parts.reduce((sum, part) => sum + part));
  }

  const images = new Float32Array(IMAGES * DIGIT_SIZE);
  toGrey(dataset.train.pixels.subarray(0, images.length), images);
  const folder = writeFolder({
    ...programs(spec),
    'autoencoder.safetensors': writeTorchWeights(spec.network, initial),
    'images.f32': images,
    'orders.json': JSON.stringify(orders),
    'inputs.f32': Buffer.concat(inputs.map(bytesOf)),
    'draws.f32': Buffer.concat(draws.map(bytesOf)),
  });
  return { folder, losses };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
