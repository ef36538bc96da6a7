import type { FormatKind } from '../spec/formats.ts';
import type { Network } from '../spec/spec.ts';
import type { Experiment } from './experiment.ts';
import type { Opened } from './open.ts';

/** What the page asks of the worker that reads and writes files: one question, one reply, and it ends. */
export interface FileRequests {
  write: { asks: { format: FormatKind; experiment: Experiment }; answer: Uint8Array<ArrayBuffer> };
  /** `network` is the one on the screen, which weights must fit. */
  open: { asks: { files: readonly File[]; network: Network }; answer: Opened };
}

export type FileRequestKind = keyof FileRequests;

export type FileRequest = {
  [Kind in FileRequestKind]: { kind: Kind; asks: FileRequests[Kind]['asks'] };
}[FileRequestKind];

/** The answer, or in a sentence for the student why there is none. */
export type FileReply =
  | { answer: FileRequests[FileRequestKind]['answer']; problem: null }
  | { answer: null; problem: string };
