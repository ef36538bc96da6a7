import type { Program } from '../program.ts';
import type { Address } from './kernels.ts';
import type { Layout } from './layout.ts';
import type { Feed } from './replica.ts';

/** A part of a batch, before its plan is bound: how many images from which one on, and where. */
export interface PlannedPart {
  first: number;
  images: number;
  base: Address;
}

/** A program to take part in. */
export interface LoadOrder {
  type: 'load';
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  program: Program;
  layout: Layout;
  thread: number;
}

/** Steps to train, all threads together. */
export interface TrainOrder {
  type: 'train';
  steps: number;
  /** Updates done before. */
  step: number;
  learningRate: number;
  batchSize: number;
  /** Of the penalties. */
  weights: readonly number[];
  feed: Feed;
  share: readonly PlannedPart[];
}

export type PoolOrder = LoadOrder | TrainOrder;

/** `ready` once, when the thread has started. */
export type PoolAnswer = { type: 'ready' } | { type: 'stopped'; reason: string };
