/*
 * What the binary exports; `../kernels.ts` tells TypeScript of it. Nothing here allocates but
 * `nonzero.ts` its table.
 */
export { finish } from './activation';
export { addColumns, correlate } from './correlate';
export { correlateDense, correlateDenseBytes } from './correlate-dense';
export { tabulateExp, tabulateExpOfNegative, tabulateLog } from './exponential';
export { gather, gatherListsBytes } from './gather';
export { logisticLoss, loss } from './loss';
export { adadelta, adam, drain, rmsprop, sgd } from './optimizer';
export { pack } from './pack';
export { multiplyAddRounds } from './peak';
export { gatherImages, grey } from './picture';
export {
  activity,
  contraction,
  decay,
  divergence,
  fill,
  multiply,
  sample,
  sampleGradient,
  sparsity,
} from './regularization';
export { ROWS } from './tile';
export { addSquares, maxPool, maxPoolGradient, upsample } from './pooling';

/** Sets bytes to zero. */
export function zero(from: usize, bytes: usize): void {
  memory.fill(from, 0, bytes);
}

export function copy(from: usize, bytes: usize, to: usize): void {
  memory.copy(to, from, bytes);
}
