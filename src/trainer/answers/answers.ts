import type { Dataset } from '../../data/picture-set.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Program } from '../../engine/program.ts';
import type { QuestionKind, Questions } from '../../protocol/analyst.ts';
import type { Spec } from '../../spec/spec.ts';
import { activity } from './activity.ts';
import { againstPca } from './against-pca.ts';
import { anomalies } from './anomalies.ts';
import { ascent } from './ascent.ts';
import { classification } from './classification.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import { histograms } from './histograms.ts';
import { latentMap } from './latent-map.ts';
import { strangeness } from './strangeness.ts';
import { testCodes } from './test-codes.ts';
import { testPixels } from './test-pixels.ts';
import { trainingStep } from './training-step.ts';
import { upsampling } from './upsampling.ts';

/** What an answer is made of. */
export interface Evidence {
  spec: Spec;
  program: Program;
  /** Of training layer by layer; null for the whole network. */
  stage: number | null;
  parameters: Float32Array<ArrayBuffer>;
  /** Has the program with the newest parameters loaded. */
  engine: Engine;
  /** Resolves when so many training images, and all test images, are there; rejects with a sentence. */
  dataset(trainingImages: number): Promise<Dataset>;
  /** Says how much is done, 0 to 1. */
  report(done: number): void;
  /** Gives commands their turn; rejects with `Dropped` when nobody waits for the answer any more. */
  pause(): Promise<void>;
  /** Another engine, for this answer alone; to be unloaded. */
  newEngine(): Promise<Engine>;
}

/** The question that was being answered has been taken back. */
export class Dropped extends Error {
  override readonly name = 'Dropped';
}

export type Answer<Kind extends QuestionKind> = (
  asks: Questions[Kind]['asks'],
  evidence: Evidence,
) => Promise<Questions[Kind]['answer']>;

/** One function for every question. */
export const answers: { readonly [Kind in QuestionKind]: Answer<Kind> } = {
  encode,
  decode,
  latentMap,
  testCodes,
  activity,
  histograms,
  ascent,
  trainingStep,
  testPixels,
  againstPca,
  classification,
  anomalies,
  strangeness,
  upsampling,
};
