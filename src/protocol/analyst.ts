import type { Spec } from '../spec/spec.ts';

/** What can be asked about the newest network and the data set: one entry a question. */
export interface Questions {
  /** Codes of the first test images. */
  testCodes: {
    asks: { count: number };
    /** `count` × `size` values, and the digits. */
    answer: { codes: Float32Array<ArrayBuffer>; size: number; labels: Uint8Array<ArrayBuffer> };
  };
}

export type QuestionKind = keyof Questions;

export type Ask = {
  [Kind in QuestionKind]: { kind: Kind; asks: Questions[Kind]['asks'] };
}[QuestionKind];

/**
 * The analyst is a third worker, for what takes seconds: it exists while a view is open that asks. It
 * has its own copy of the data set, and answers one question after the other.
 */
export type AnalystCommand =
  /** Must come first. `baseUrl` is the folder that holds the data set's packs. */
  | { type: 'open'; baseUrl: string }
  /** The network that later questions are about; `stage` as in training layer by layer. */
  | {
      type: 'model';
      spec: Spec;
      stage: number | null;
      parameters: Float32Array<ArrayBuffer>;
    }
  /** Takes back a question that waits; one that is being answered is answered to its end. */
  | { type: 'drop'; id: number }
  | ({ type: 'ask'; id: number } & Ask);

export type AnalystEvent =
  /** How much of the answer is there, 0 to 1. */
  | { type: 'progress'; id: number; done: number }
  | { type: 'answer'; id: number; answer: Questions[QuestionKind]['answer'] }
  /** Why there is no answer, a sentence for the student. */
  | { type: 'failed'; id: number; reason: string };
