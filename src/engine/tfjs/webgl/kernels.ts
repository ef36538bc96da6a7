import { generalKernels, type Kernels } from '../kernels.ts';
import { denseOperations } from './dense.ts';
import { lossGradient, lossSum } from './loss.ts';
import { update } from './update.ts';

/** What WebGL does in shaders of our own: all that dense networks need. */
export const webglKernels: Kernels = {
  operations: { ...generalKernels.operations, ...denseOperations, lossGradient },
  lossSum,
  update,
};
