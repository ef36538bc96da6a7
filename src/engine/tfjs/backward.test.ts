import '@tensorflow/tfjs-core/dist/register_all_gradients';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import { expectClose } from '../contract/compare.ts';
import {
  presetSpecimens,
  type Specimen,
  specimenChance,
  specimenImages,
  specimenState,
  specimens,
} from '../contract/specimen.ts';
import { lower } from '../lowering/lower.ts';
import type { Parameter } from '../program.ts';
import { execute, generalKernels } from './kernels.ts';
import { Model } from './model.ts';
import { openDevice } from './open-device.ts';
import type { Parameters } from './parameters.ts';
import { buffer } from './pass.ts';

/* The written-out way back against TensorFlow.js' automatic differentiation of the way there. */

const flat = (tensor: tf.Tensor) => tf.reshape(tensor, [tensor.size]) as tf.Tensor1D;

const device = await openDevice('cpu');

/** tfjs' gradient of upsampling is wrong on the CPU for all but a batch's first example (4.22). */
const upsamples = ({ network }: Specimen) =>
  [...network.encoder, ...network.decoder].some(({ kind }) => kind === 'upsample2d');

/** Penalties' gradients are autodiff's own; and a stage leaves out what autodiff would find. */
const plain = [...specimens, ...presetSpecimens].filter(
  (specimen) => specimen.stage === undefined && lower(specimen).penalties.length === 0,
);

it.each(plain)('$name goes back as autodiff does', (specimen) => {
  const program = lower(specimen);
  const state = specimenState(program, specimen);
  const batchSize = upsamples(specimen) ? 1 : 3;
  const grey = Float32Array.from(specimenImages(batchSize), (byte) => byte / 255);
  const { draws } = specimenChance(program, specimen, batchSize);
  const lesson = { inputs: grey, targets: grey, batchSize, draws };

  const byLists = device.run(() => {
    const model = new Model(generalKernels, program, state);
    const { blocks } = model.gradient(lesson);
    const row = tf.concat1d(blocks.map(flat));
    model.free();
    return row;
  });

  const byAutodiff = device.run(() => {
    const weights = program.parameters.map(({ shape, offset, size }) =>
      tf.tensor(state.parameters.slice(offset, offset + size), [...shape]),
    );
    const x = tf.tensor2d(grey, [batchSize, DIGIT_SIZE]);
    const drawn = program.draws.map(({ buffer: id, size }, index): [number, tf.Tensor] => [
      id,
      tf.tensor2d(draws[index] as Float32Array, [batchSize, size]),
    ]);
    const loss = (...given: tf.Tensor[]) => {
      const tensor = ({ name }: Parameter) =>
        given[program.parameters.findIndex((parameter) => parameter.name === name)];
      const pass = {
        parameters: { tensor } as unknown as Parameters,
        buffers: new Map([[program.input, x as tf.Tensor], ...drawn]),
      };
      execute(generalKernels, program.forward, pass);
      const y = tf.reshape(buffer(pass, program.output), x.shape);
      return tf.div(generalKernels.lossSum(program.loss, y, x), x.size) as tf.Scalar;
    };
    return tf.concat1d(tf.grads(loss)(weights).map(flat));
  });

  expectClose('gradients', byLists.dataSync(), byAutodiff.dataSync(), 1e-4);
  tf.dispose([byLists, byAutodiff]);
  expect(tf.memory().numTensors).toBe(0);
});
