import type { BackwardOp, ForwardOp, Program } from './program.ts';

/** Floating-point operations for one image, a multiplication and an addition counting two. */
export function operationsPerImage(list: readonly (ForwardOp | BackwardOp)[]): number {
  return list.reduce((sum, op) => sum + operationsOf(op), 0);
}

/** Floats that the buffers of one image take. */
export function floatsPerImage(program: Program): number {
  return program.buffers.reduce((sum, { size }) => sum + size, 0);
}

/** The products, that is; what else an operation does is of a smaller order. */
function operationsOf(op: ForwardOp | BackwardOp): number {
  if ('transposed' in op) return 2 * op.inputs * op.units;
  if (!('window' in op) || !('stride' in op.window)) return 0;
  const { large, small, size } = op.window;
  return 2 * small.height * small.width * size ** 2 * large.channels * small.channels;
}
