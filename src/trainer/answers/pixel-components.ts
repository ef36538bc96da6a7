import { componentsOf, firstComponents, type PrincipalComponents } from '../../analysis/pca.ts';
import { pictureMoments } from '../../analysis/picture-moments.ts';
import type { Dataset } from '../../data/picture-set.ts';
import { choosePools } from '../../data/sampler.ts';
import type { Program } from '../../engine/program.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Training } from '../../spec/spec.ts';
import type { Evidence } from './answers.ts';

interface Known {
  /** Which images they are the components of. */
  chosen: string;
  all: PrincipalComponents;
  first: PrincipalComponents;
}

/** What was computed last of a data set: it takes seconds. */
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
  let found = known.get(data);
  if (found?.chosen !== chosen) {
    await pause();
    const moments = pictureMoments(data.train.pixels, poolsOf(data, training).train);
    const all = componentsOf(moments, DIGIT_SIZE);
    found = { chosen, all, first: all };
    known.set(data, found);
  }
  if (found.first.variances.length !== size) found.first = firstComponents(found.all, size);
  return found.first;
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
