import { corrupt } from '../../data/corruption.ts';
import type { Dataset } from '../../data/picture-set.ts';
import { createRandom } from '../../data/random.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Spec } from '../../spec/spec.ts';

/**
 * The first test images as they go into the network: corrupted as the task wants, always by the same
 * chance. `count` × 784 values.
 */
export function shownDigits({ test }: Dataset, spec: Spec, count: number): Float32Array {
  const bytes = test.pixels.subarray(0, count * DIGIT_SIZE);
  const pictures = Float32Array.from(bytes, (byte) => byte / 255);
  corrupt(pictures, spec.training.corruption, createRandom(spec.seed, 'shown:codes'));
  return pictures;
}
