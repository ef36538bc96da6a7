import { createEngine } from '../../src/engine/choose.ts';
import { initialState } from '../../src/engine/initial-state.ts';
import { lower } from '../../src/engine/lowering/lower.ts';
import type { BackendKind } from '../../src/spec/backends.ts';
import { DIGIT_SIZE } from '../../src/spec/shape.ts';
import { type Prepare, secondsOf } from './contestant.ts';

/** One of our engines, used as the trainer uses it: bytes go in, and every step's loss comes out. */
export function prepareEngine(kind: BackendKind): Prepare {
  return async ({ network, training, seed }, images, threads) => {
    const engine = await createEngine(kind, { threads });
    const program = lower({ network, training });
    await engine.load(program, initialState(program, network.initializer, seed), images);
    const { batchSize, learningRate } = training;
    const count = images.length / DIGIT_SIZE;
    let next = 0;
    return async (steps) => {
      const indices = Uint32Array.from({ length: steps * batchSize }, (_, i) => (next + i) % count);
      next = (next + indices.length) % count;
      let loss = Number.NaN;
      const seconds = await secondsOf(async () => {
        const losses = await engine.train({ indices, batchSize, inputs: null }, learningRate);
        loss = losses.at(-1) ?? loss;
      });
      return { seconds, loss };
    };
  };
}
