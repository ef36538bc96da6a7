import { generalKernels, type Kernels } from '../kernels.ts';
import { denseOperations } from './dense.ts';
import { lossGradient, lossSum } from './loss.ts';
import { update } from './update.ts';

/** What WebGPU does in shaders of our own: all that dense networks need. */
export const webgpuKernels: Kernels = {
  operations: { ...generalKernels.operations, ...denseOperations, lossGradient },
  lossSum,
  update,
};
