import type { Spec } from '../../src/spec/spec.ts';
import { loadAll } from './mnist.ts';
import { type Trained, train } from './train.ts';

/** How a full run ended. */
export interface Quality extends Pick<Trained, 'training' | 'seconds'> {
  /** Mean over the 10,000 test images. */
  test: number;
}

/** Trains a spec from its first epoch to its last one on the simd engine. */
export async function trainFully(spec: Spec): Promise<Quality> {
  const dataset = await loadAll();
  const { engine, training, seconds } = await train(spec, dataset);
  const test = await engine.evaluate(dataset.test.pixels, null);
  return { training, test, seconds };
}
