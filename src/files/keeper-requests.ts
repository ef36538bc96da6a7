import type { Spec } from '../spec/spec.ts';
import type { StorageProblem } from './connection.ts';
import type { KeptRun } from './kept-run.ts';
import type { KeptChange } from './kept-runs.ts';

/** A kept run that was found, and whose it was. */
export interface Found {
  slot: string;
  run: KeptRun;
}

/** What the page asks of the worker that keeps runs. */
export interface KeeperRequests {
  write: { asks: KeptChange; answer: null };
  /** The first of the slots whose run is the wanted experiment, else the first that has one. */
  find: { asks: { slots: readonly string[]; wanted: Spec | null }; answer: Found | null };
}

export type KeeperRequestKind = keyof KeeperRequests;

export type KeeperRequest = {
  [Kind in KeeperRequestKind]: { id: number; kind: Kind; asks: KeeperRequests[Kind]['asks'] };
}[KeeperRequestKind];

export type KeeperReply = { id: number } & (
  | { answer: KeeperRequests[KeeperRequestKind]['answer']; problem: null }
  | { answer: null; problem: StorageProblem }
);
