import type { Dataset } from '../../src/data/picture-set.ts';
import { createEngine } from '../../src/engine/choose.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { Run } from '../../src/trainer/run.ts';

export interface Trained {
  run: Run;
  engine: Engine;
  /** Mean over the last epoch's batches, each before its update, as Keras prints it. */
  training: number;
  seconds: number;
}

/** Steps between two looks at other messages. */
const STEPS = 47;

/** Trains a spec from its first epoch to its last one on the simd engine, all layers together. */
export async function train(spec: Spec, dataset: Dataset): Promise<Trained> {
  const run = new Run(1, spec, null, dataset);
  const engine = await createEngine('simd');
  await engine.load(run.program, run.state, dataset.train.pixels);
  // The losses of a step: the whole one, and what each penalty adds to it.
  const width = 1 + run.program.penalties.length;
  const start = performance.now();
  let sum = 0;
  let images = 0;
  while (!run.isFinished) {
    if (run.isBetweenEpochs) [sum, images] = [0, 0];
    const batches = run.nextBatches(STEPS);
    const losses = await engine.train(batches, spec.training.learningRate);
    if (!run.record(losses, batches.indices.length, 0)) throw new Error('The run diverged.');
    for (let i = 0; i < losses.length; i += width) sum += (losses[i] ?? 0) * batches.batchSize;
    images += batches.indices.length;
  }
  const seconds = (performance.now() - start) / 1000;
  return { run, engine, training: sum / images, seconds };
}
