import type { Dataset } from '../../data/picture-set.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Program } from '../../engine/program.ts';
import type { QuestionKind, Questions } from '../../protocol/analyst.ts';
import type { Spec } from '../../spec/spec.ts';
import { testCodes } from './test-codes.ts';

/** What an answer is made of. */
export interface Evidence {
  spec: Spec;
  program: Program;
  /** Has the program with the newest parameters loaded. */
  engine: Engine;
  /** Resolves when so many training images, and all test images, are there; rejects with a sentence. */
  dataset(trainingImages: number): Promise<Dataset>;
  /** Says how much is done, 0 to 1. */
  report(done: number): void;
}

export type Answer<Kind extends QuestionKind> = (
  asks: Questions[Kind]['asks'],
  evidence: Evidence,
) => Promise<Questions[Kind]['answer']>;

/** One function for every question. */
export const answers: { readonly [Kind in QuestionKind]: Answer<Kind> } = {
  testCodes,
};
