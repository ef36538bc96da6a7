import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { DIGIT_SIZE, sizeOf } from '../../spec/shape.ts';
import { layersModel } from '../contract/layers-model.ts';
import {
  presetSpecimens,
  type Specimen,
  specimenImages,
  specimenState,
  specimens,
} from '../contract/specimen.ts';
import { lower } from '../lowering/lower.ts';
import { ReferenceEngine } from './reference-engine.ts';

/* The reference engine against the model that a TensorFlow.js user would write. */

const BATCH = 2;
const STEPS = 3;
const RATE = 0.05;

function modelOf({ network, training }: Specimen): tf.Sequential {
  const model = layersModel(network);
  // Momentum as in Keras: with one learning rate, it makes no difference where that comes in.
  model.compile({ optimizer: tf.train.momentum(RATE, 0.9), loss: training.loss });
  return model;
}

beforeAll(() => tf.setBackend('cpu'));

/** tfjs' gradient of upsampling is wrong on the CPU for all but a batch's first example (4.22). */
const upsamples = ({ network }: Specimen) =>
  [...network.encoder, ...network.decoder].some(({ kind }) => kind === 'upsample2d');

/** What a `LayersModel` can be told to do exactly: no chance, no penalty, no shared kernel, no stage. */
const plain = [...specimens, ...presetSpecimens].filter((specimen) => {
  const { draws, penalties } = lower(specimen);
  return (
    !specimen.network.tied && specimen.stage === undefined && !draws.length && !penalties.length
  );
});

it.each(plain)('$name learns as in TensorFlow.js', async (specimen) => {
  const program = lower({ ...specimen, training: { ...specimen.training, optimizer: 'sgd' } });
  const state = specimenState(program, specimen);
  const batchSize = upsamples(specimen) ? 1 : BATCH;
  const images = specimenImages(batchSize);

  const reference = new ReferenceEngine();
  await reference.load(program, state, images);
  const indices = Uint32Array.from({ length: STEPS * batchSize }, (_, i) => i % batchSize);
  const losses = await reference.train({ indices, batchSize, inputs: null }, RATE);

  const model = modelOf(specimen);
  model.setWeights(
    program.parameters.map(({ shape, offset, size }) =>
      tf.tensor(state.parameters.slice(offset, offset + size), [...shape]),
    ),
  );
  const grey = Float32Array.from(images, (byte) => byte / 255);
  const shape = (one: readonly (number | null)[]) => [batchSize, ...one.slice(1).map(Number)];
  const x = tf.tensor(grey, shape(model.inputs[0]?.shape ?? []));
  const y = tf.tensor(grey, shape(model.outputs[0]?.shape ?? []));
  expect(sizeOf(y.shape)).toBe(batchSize * DIGIT_SIZE);
  for (let step = 0; step < STEPS; step++) {
    const loss = await model.trainOnBatch(x, y);
    expect(losses[step]).toBeCloseTo(Number(loss), 5);
  }
  tf.dispose([x, y]);
  model.dispose();
});
