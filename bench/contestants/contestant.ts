import type { Spec } from '../../src/spec/spec.ts';

export interface Trained {
  seconds: number;
  /** Of the last step, or the mean of all: enough to see that it learns. */
  loss: number;
}

/** Trains so many steps of 256 images and waits until they are done. */
export type Round = (steps: number) => Promise<Trained>;

/**
 * Gets ready to train, its data where they are fastest to reach; the first round may still compile.
 * Rejects with a reason where the network does not train there.
 *
 * @param spec network and training settings
 * @param images 784 bytes an image
 * @param threads how many to use, where that can be chosen
 */
export type Prepare = (spec: Spec, images: Uint8Array, threads: number) => Promise<Round>;

/** Calls `work` and returns the seconds until it has settled. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
