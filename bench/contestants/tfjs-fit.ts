import * as tf from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import '@tensorflow/tfjs-backend-webgpu';
import { layersModel } from '../../src/engine/contract/layers-model.ts';
import { gatherGrey } from '../../src/engine/pictures.ts';
import { inputShape } from '../../src/spec/network.ts';
import { DIGIT_SIZE } from '../../src/spec/shape.ts';
import { type Prepare, secondsOf } from './contestant.ts';

/**
 * TensorFlow.js as its users train: `LayersModel.fit`, with what makes it fastest.
 * - All images are on the device, as one tensor of floats; it is input and target at once.
 * - `yieldEvery: 'never'` and no callbacks: without them `fit` reads the loss back after every batch.
 *   What remains is one reading at a round's end, which waits for the device.
 * - No shuffling, no validation, nothing printed.
 * - Production mode: no checks for NaN or of shapes in debug code.
 * - WebAssembly: the SIMD binary; with one thread and with all, of which the faster is shown.
 */
export function prepareFit(backend: 'cpu' | 'wasm' | 'webgl' | 'webgpu'): Prepare {
  return async ({ network, training }, images, threads) => {
    tf.enableProdMode();
    if (backend === 'wasm') setUpWasm(threads);
    if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no ${backend} here.`);
    await tf.ready();

    const { batchSize, learningRate, loss } = training;
    const model = layersModel(network);
    model.compile({ optimizer: tf.train.adam(learningRate), loss });

    const options = {
      batchSize,
      epochs: 1,
      shuffle: false,
      verbose: 0,
      yieldEvery: 'never',
    } as const;
    const count = Math.floor(images.length / DIGIT_SIZE);
    const one = inputShape(network.input);
    const all = tf.tidy(() => tf.tensor(greyOf(images, count), [count, ...one]));
    return async (steps) => {
      const batches = batchesFor(steps, Math.floor(count / batchSize));
      const parts = batches.map((n) => tf.slice(all, [0], [n * batchSize]));
      let loss = Number.NaN;
      const seconds = await secondsOf(async () => {
        for (const x of parts) {
          const { history } = await model.fit(x, x, options);
          loss = Number(history.loss?.[0]);
        }
      });
      tf.dispose(parts);
      return { seconds, loss };
    };
  };
}

/** Epochs of at most `most` batches that have `steps` of them together. */
function batchesFor(steps: number, most: number): number[] {
  const whole = Array.from({ length: Math.floor(steps / most) }, () => most);
  return steps % most > 0 ? [...whole, steps % most] : whole;
}

function setUpWasm(threads: number): void {
  setThreadsCount(threads);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainWasm,
    'tfjs-backend-wasm-simd.wasm': simdWasm,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedWasm,
  });
}

function greyOf(images: Uint8Array, count: number): Float32Array {
  const grey = new Float32Array(count * DIGIT_SIZE);
  gatherGrey(
    images,
    Uint32Array.from({ length: count }, (_, i) => i),
    grey,
  );
  return grey;
}
