import { lower } from '../../engine/lowering/lower.ts';
import type { Spec } from '../../spec/spec.ts';
import { BatchSource } from '../batch-source.ts';
import { penaltyWeights } from '../penalty-weights.ts';
import type { Evidence } from './answers.ts';

/** Images at most: enough for a fair picture of the gradients, few enough to be quick. */
const MOST = 256;

/**
 * ∂loss/∂parameters of the run's first batch, laid out as the parameters. A step of SGD from rest at a
 * learning rate of 1 leaves exactly their negatives as the velocity: so any engine tells them.
 */
export async function batchGradients(evidence: Evidence): Promise<Float32Array> {
  const { spec, stage, parameters, dataset, newEngine } = evidence;
  const training: Spec['training'] = {
    ...spec.training,
    optimizer: 'sgd',
    batchSize: Math.min(MOST, spec.training.batchSize),
  };
  const program = lower({ network: spec.network, training }, stage);
  const data = await dataset(MOST);
  const source = new BatchSource(data, training, spec.seed, { epoch: 0, position: 0 });
  const batch = source.next(1, program.draws);
  const weights = penaltyWeights(program.penalties, training, training.warmUp);
  const slots = new Float32Array(program.parameterCount);
  const engine = await newEngine();
  try {
    await engine.load(program, { parameters, slots, step: 0 }, data.train.pixels);
    await engine.train({ ...batch, weights }, 1);
    const velocity = (await engine.state()).slots;
    return velocity.map((value) => -value);
  } finally {
    engine.unload();
  }
}
