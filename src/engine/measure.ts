import { DIGIT_SIZE } from '../spec/shape.ts';
import type { Engine, ModelState } from './engine.ts';
import type { Program } from './program.ts';

/** So small that the steps change nothing worth mentioning. */
const LEARNING_RATE = 1e-6;
/**
 * Images of the first look, and of the steps that count where that look promises enough. A GPU's step
 * has a price of its own, whatever the batch: with a smaller look it would seem slower than it is.
 */
const LOOK = 64;
const BATCH = 256;
/** Milliseconds that the steps that count may take. */
const BUDGET = 700;
const MOST_STEPS = 50;

/**
 * Training images per second, after a warm-up. An engine so slow that one batch would take longer
 * than the budget is judged by a small batch: about a second is spent on the slowest.
 * Takes the engine's program away; rejects as `train` does.
 */
export async function imagesPerSecond(
  engine: Engine,
  program: Program,
  state: ModelState,
  images: Uint8Array,
): Promise<number> {
  const count = Math.floor(images.length / DIGIT_SIZE);
  const [look, batch] = [Math.min(LOOK, count), Math.min(BATCH, count)];
  await engine.load(program, state, images);
  try {
    await milliseconds(engine, look, 1); // shaders are compiled, memory is taken
    const perLook = await milliseconds(engine, look, 1);
    if ((perLook * batch) / look > BUDGET) return (1000 * look) / perLook;

    const perBatch = await milliseconds(engine, batch, 1);
    const steps = Math.min(MOST_STEPS, Math.ceil(BUDGET / perBatch));
    return (1000 * steps * batch) / (await milliseconds(engine, batch, steps));
  } finally {
    engine.unload();
  }
}

async function milliseconds(engine: Engine, batchSize: number, steps: number): Promise<number> {
  const indices = Uint32Array.from({ length: steps * batchSize }, (_, i) => i % batchSize);
  const start = performance.now();
  await engine.train({ indices, batchSize, inputs: null }, LEARNING_RATE);
  return performance.now() - start;
}
