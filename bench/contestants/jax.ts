import { blockUntilReady, defaultDevice, init, jit, numpy as np, valueAndGrad } from '@jax-js/jax';
import { gatherGrey } from '../../src/engine/pictures.ts';
import { optimizerConstants } from '../../src/spec/optimizers.ts';
import { DIGIT_SIZE } from '../../src/spec/shape.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { type Prepare, type Round, secondsOf } from './contestant.ts';
import { initialWeights, sumsOf, type Weights } from './jax-network.ts';

/** Steps handed over before waiting for them: enough to keep busy, too few to fill the memory. */
const STEPS_IN_FLIGHT = 8;

type State = { weights: Weights[]; mean: Weights[]; square: Weights[]; powers: np.Array };
type Step = { state: State; loss: np.Array };

/**
 * jax-js as its guide says to train, with what makes it fastest:
 * - One `jit` holds a whole step: forward, backward and Adam, so that kernels fuse across them.
 * - Every batch is an array on the device before the clock starts; nothing is gathered or cut.
 * - The loss is taken from the sigmoid's argument, which spares a logarithm; it is read once a round.
 * - WebAssembly: with a thread for every core, which the library starts by itself, and with none but
 *   the worker's own, as on a page that is not isolated; of the two the faster is compared with.
 */
export function prepareJax(device: 'wasm' | 'webgpu'): Prepare {
  return async (spec, images): Promise<Round> => {
    const devices = await init(device);
    if (!devices.includes(device)) throw new Error(`jax-js has no ${device} here.`);
    defaultDevice(device);

    const batches = batchesOf(spec, images);
    await blockUntilReady(batches);
    const step = jit((state: State, x: np.Array) => learn(spec, state, x));
    let state = initialState(spec);
    let next = 0;
    return async (steps) => {
      let loss = Number.NaN;
      const seconds = await secondsOf(async () => {
        for (let n = 1; n <= steps; n++) {
          const batch = batches[next++ % batches.length] as np.Array;
          const result = step(state, batch.ref) as Step;
          state = result.state;
          if (n < steps) result.loss.dispose();
          else [loss = Number.NaN] = await result.loss.data();
          if (n % STEPS_IN_FLIGHT === 0 || n === steps) await blockUntilReady(state);
        }
      });
      return { seconds, loss };
    };
  };
}

function learn(spec: Spec, { weights, mean, square, powers }: State, x: np.Array): Step {
  const { decay1, decay2, epsilon } = optimizerConstants.adam;
  const loss = (weights: Weights[]) => {
    const z = sumsOf(spec, x.ref, weights);
    // BCE of sigmoid(z) with target x
    return np
      .maximum(z.ref, 0)
      .sub(z.ref.mul(x.ref))
      .add(np.log1p(np.exp(np.absolute(z).neg())))
      .mean();
  };
  const [value, gradients] = valueAndGrad(loss)(zip(weights, (w) => w.ref));
  x.dispose();
  const nextPowers = powers.mul(np.array([decay1, decay2]));
  const [correction1, correction2] = np.array(1).sub(nextPowers.ref);
  // Keras' Adam: both corrections in the learning rate
  const rate = np
    .sqrt(correction2 as np.Array)
    .div(correction1 as np.Array)
    .mul(spec.training.learningRate);
  const grads = gradients as Weights[];
  const nextMean = zip(mean, (m, i, key) =>
    m.mul(decay1).add((grads[i] as Weights)[key].ref.mul(1 - decay1)),
  );
  const nextSquare = zip(square, (v, i, key) =>
    v.mul(decay2).add(np.square((grads[i] as Weights)[key]).mul(1 - decay2)),
  );
  const nextWeights = zip(weights, (w, i, key) => {
    const m = (nextMean[i] as Weights)[key].ref;
    const v = (nextSquare[i] as Weights)[key].ref;
    return w.sub(m.mul(rate.ref).div(np.sqrt(v).add(epsilon)));
  });
  rate.dispose();
  const state = { weights: nextWeights, mean: nextMean, square: nextSquare, powers: nextPowers };
  return { state, loss: value as np.Array };
}

function zip(
  list: Weights[],
  map: (value: np.Array, index: number, key: keyof Weights) => np.Array,
): Weights[] {
  return list.map(({ kernel, bias }, i) => ({
    kernel: map(kernel, i, 'kernel'),
    bias: map(bias, i, 'bias'),
  }));
}

function initialState(spec: Spec): State {
  const weights = initialWeights(spec);
  const zeros = () => zip(weights, (w) => np.zeros(w.shape));
  return { weights, mean: zeros(), square: zeros(), powers: np.ones([2]) };
}

/** The images as whole batches of floats, in order. */
function batchesOf({ network, training }: Spec, images: Uint8Array): np.Array[] {
  const { batchSize } = training;
  const count = Math.floor(images.length / DIGIT_SIZE / batchSize);
  const shape = network.input === 'vector' ? [batchSize, DIGIT_SIZE] : [batchSize, 1, 28, 28];
  return Array.from({ length: count }, (_, n) => {
    const grey = new Float32Array(batchSize * DIGIT_SIZE);
    gatherGrey(
      images,
      Uint32Array.from({ length: batchSize }, (_, i) => n * batchSize + i),
      grey,
    );
    return np.array(grey).reshape(shape);
  });
}
