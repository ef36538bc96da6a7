import type { Dataset } from '../../src/data/picture-set.ts';
import { createEngine } from '../../src/engine/choose.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { initialState } from '../../src/engine/initial-state.ts';
import { lower } from '../../src/engine/lowering/lower.ts';
import type { Program } from '../../src/engine/program.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { BatchSource } from '../../src/trainer/batch-source.ts';

export interface Trained {
  program: Program;
  engine: Engine;
  /** Mean over the last epoch's batches, each before its update, as Keras prints it. */
  training: number;
  seconds: number;
}

/** Steps between two looks at other messages. */
const STEPS = 47;

/** Trains a spec from its first epoch to its last one on the simd engine. */
export async function train(spec: Spec, dataset: Dataset): Promise<Trained> {
  const program = lower(spec);
  const engine = await createEngine('simd');
  const state = initialState(program, spec.network.initializer, spec.seed);
  await engine.load(program, state, dataset.train.pixels);
  const source = new BatchSource(dataset, spec.training, spec.seed, { epoch: 0, position: 0 });
  const start = performance.now();
  let sum = 0;
  while (source.epoch < spec.training.epochs) {
    if (source.position === 0) sum = 0;
    const batches = source.next(STEPS, program.draws);
    const losses = await engine.train(batches, spec.training.learningRate);
    for (const loss of losses) sum += loss * batches.batchSize;
  }
  const seconds = (performance.now() - start) / 1000;
  return { program, engine, training: sum / source.epochLength, seconds };
}
