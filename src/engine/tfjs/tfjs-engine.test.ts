import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { expectClose } from '../contract/compare.ts';
import {
  presetSpecimens,
  type Specimen,
  specimenImages,
  specimenState,
  specimens,
} from '../contract/specimen.ts';
import { TrainingStoppedError } from '../engine.ts';
import { lower } from '../lowering/lower.ts';
import { nextTask } from '../next-task.ts';
import { createTfjsEngine } from './tfjs-engine.ts';

const cpu = await createTfjsEngine('cpu');
const images = specimenImages(16);
const ofDense = specimens.find(({ name }) => name === 'adam') as Specimen;

function batches(steps: number, batchSize: number) {
  const indices = Uint32Array.from({ length: steps * batchSize }, (_, i) => i % 16);
  return { indices, batchSize, inputs: null };
}

async function load(specimen: Specimen): Promise<void> {
  const program = lower(specimen);
  await cpu.load(program, specimenState(program, specimen), images);
}

it('holds the same tensors after 100 steps', async () => {
  await load(ofDense);
  await cpu.train(batches(1, 2), 0.001);
  const { numTensors, numBytes } = tf.memory();
  await cpu.train(batches(100, 2), 0.001);
  expect(tf.memory()).toMatchObject({ numTensors, numBytes });
  cpu.unload();
});

it('leaves no tensor behind in ten rounds of loading and unloading', async () => {
  for (let round = 0; round < 10; round++) {
    await load(specimens[0] as Specimen);
    await cpu.train(batches(1, 2), 0.001);
    cpu.unload();
  }
  expect(tf.memory()).toMatchObject({ numTensors: 0, numBytes: 0 });
});

it('splits a batch that takes long, lets others have their turn, and comes to the same', async () => {
  const convolutional = presetSpecimens.find(({ name }) => name.endsWith('Convolutional'));
  const specimen = convolutional as Specimen;
  await load(specimen);
  const whole = await cpu.train(batches(1, 8), 0.001);
  const wholeState = await cpu.state();

  await load(specimen);
  // Not a timer: Node handles up to 1,000 messages before it looks at its timers.
  let [turns, isTraining] = [0, true];
  const others = async () => {
    for (; isTraining; turns++) await nextTask();
  };
  const waiting = others();
  const indices = Uint32Array.from({ length: 64 }, (_, i) => i % 8);
  const split = await cpu.train({ indices, batchSize: 64, inputs: null }, 0.001);
  isTraining = false;
  await waiting;
  expectClose('loss', split, whole, 1e-6);
  expectClose('parameters', (await cpu.state()).parameters, wholeState.parameters, 1e-5);
  expect(turns).toBeGreaterThan(3);
  cpu.unload();
});

it('tells how far a batch is, stops within it, and leaves no tensor behind', async () => {
  const convolutional = presetSpecimens.find(({ name }) => name.endsWith('Convolutional'));
  await load(convolutional as Specimen);
  const stop = new AbortController();
  const told: number[] = [];
  const onImages = (done: number) => {
    told.push(done);
    if (told.length === 3) stop.abort();
  };
  const call = cpu.train(batches(1, 64), 0.001, { signal: stop.signal, onImages });
  await expect(call).rejects.toThrow(TrainingStoppedError);
  expect(told).toEqual([0, told[1], 2 * (told[1] ?? 0)]);
  expect(told[1]).toBeGreaterThan(0);
  cpu.unload();
  expect(tf.memory()).toMatchObject({ numTensors: 0, numBytes: 0 });
});

it('refuses to work before something is loaded', async () => {
  await expect(cpu.state()).rejects.toThrow('load one first');
});
