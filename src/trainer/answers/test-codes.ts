import { corrupt } from '../../data/corruption.ts';
import { createRandom } from '../../data/random.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Answer } from './answers.ts';

export const testCodes: Answer<'testCodes'> = async ({ count }, { spec, engine, dataset }) => {
  const { test } = await dataset(0);
  const bytes = test.pixels.subarray(0, count * DIGIT_SIZE);
  const pictures = Float32Array.from(bytes, (byte) => byte / 255);
  corrupt(pictures, spec.training.corruption, createRandom(spec.seed, 'shown:codes'));
  const codes = await engine.encode(pictures);
  return { codes, size: codes.length / count, labels: test.labels.slice(0, count) };
};
