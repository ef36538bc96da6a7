import { DIGIT_SIZE } from '../../src/spec/shape.ts';
import type { Spec } from '../../src/spec/spec.ts';
import type { Verdict } from '../../src/trainer/validation.ts';
import { loadAll } from './mnist.ts';
import { train } from './train.ts';
import { shareVotedRight } from './votes.ts';

/** What a trained kind of autoencoder comes to on the 10,000 test images. */
export interface Finding extends Verdict {
  /** Of the first 2,000, how many their five nearest in the code vote right, 0 to 1. */
  votedRight: number;
  seconds: number;
}

const VOTERS = 2000;

/** Trains a spec and looks at the test images through it, corrupted as its task wants. */
export async function findKind(spec: Spec): Promise<Finding> {
  const dataset = await loadAll();
  const { run, engine, seconds } = await train(spec, dataset);
  const validation = run.newValidation(true);
  let verdict: Verdict | null = null;
  while (!verdict) verdict = await validation.advance(engine);
  const bytes = dataset.test.pixels.subarray(0, VOTERS * DIGIT_SIZE);
  const codes = await engine.encode(Float32Array.from(bytes, (byte) => byte / 255));
  const votedRight = shareVotedRight(codes, dataset.test.labels.subarray(0, VOTERS));
  return { ...verdict, votedRight, seconds };
}
