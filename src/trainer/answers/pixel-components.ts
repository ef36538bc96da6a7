import { componentsOf, type Moments, type PrincipalComponents } from '../../analysis/pca.ts';
import { pictureMoments } from '../../analysis/picture-moments.ts';
import type { Dataset } from '../../data/picture-set.ts';
import { choosePools } from '../../data/sampler.ts';
import type { Program } from '../../engine/program.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Training } from '../../spec/spec.ts';
import type { Evidence } from './answers.ts';

interface Known {
  /** Which images they are the moments and components of. */
  chosen: string;
  moments: Moments;
  components: PrincipalComponents;
}

/** What was computed last of a data set: of 60,000 images it takes seconds. */
const known = new WeakMap<Dataset, Known>();

/**
 * PCA with `size` components of just the images that the network trains on; the same object for as long
 * as nothing changes.
 */
export async function pixelComponents(
  size: number,
  { spec: { training }, dataset, pause }: Evidence,
): Promise<PrincipalComponents> {
  if (size > DIGIT_SIZE) {
    throw new Error(
      `The code has ${size.toLocaleString('en')} numbers, more than a digit’s 784 pixels: PCA has no more than these.`,
    );
  }
  const data = await dataset(training.images);
  const { images, digits, validation } = training;
  const chosen = JSON.stringify([images, digits, validation]);
  const found = known.get(data);
  if (found?.chosen === chosen && found.components.variances.length === size) {
    return found.components;
  }
  await pause();
  const moments =
    found?.chosen === chosen
      ? found.moments
      : pictureMoments(data.train.pixels, poolsOf(data, training).train);
  const components = componentsOf(moments, size);
  known.set(data, { chosen, moments, components });
  return components;
}

/** Numbers in a program's code. */
export function codeSize({ buffers, code }: Program): number {
  return buffers[code]?.size ?? 0;
}

/** The images that train, and the test images of the same digits. */
export function poolsOf(
  { train, test }: Dataset,
  { images, digits, validation }: Training,
): { train: Uint32Array<ArrayBuffer>; test: Uint32Array<ArrayBuffer> } {
  const choice = { images, digits, trainLabels: train.labels, testLabels: test.labels };
  return {
    train: choosePools({ ...choice, validation }).train,
    test: choosePools({ ...choice, validation: 'test' }).validation.indices,
  };
}
