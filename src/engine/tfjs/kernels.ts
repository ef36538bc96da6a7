import type { BackwardOp, ForwardOp } from '../program.ts';
import { backwardOperations } from './backward.ts';
import { forwardOperations } from './forward.ts';
import { lossSum } from './loss.ts';
import { update } from './optimizer.ts';
import type { Operations, Pass, TrainingPass } from './pass.ts';

/** All that a backend computes with. */
export interface Kernels {
  readonly operations: Operations;
  readonly lossSum: typeof lossSum;
  readonly update: typeof update;
}

/**
 * TensorFlow.js' own operations, for every backend. One that can do better spreads them into a table of
 * its own and overrides rows; rows for new operations belong here first.
 */
export const generalKernels: Kernels = {
  operations: { ...forwardOperations, ...backwardOperations },
  lossSum,
  update,
};

/** Executes operations one after the other; backward ones need a pass for training. */
export function execute<P extends Pass>(
  { operations }: Kernels,
  list: readonly (P extends TrainingPass ? ForwardOp | BackwardOp : ForwardOp)[],
  pass: P,
): void {
  for (const op of list) {
    const operation = operations[op.op] as (op: ForwardOp | BackwardOp, pass: P) => void;
    operation(op, pass);
  }
}
