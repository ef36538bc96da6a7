import { generalKernels, type Kernels } from '../kernels.ts';
import { convolutionOperations } from './convolution.ts';
import { denseOperations } from './dense.ts';
import { lossGradient, lossSum } from './loss.ts';
import { update } from './update.ts';

/** What WebGPU does in shaders of our own: all that dense networks need, and convolutions. */
export const webgpuKernels: Kernels = {
  operations: {
    ...generalKernels.operations,
    ...denseOperations,
    ...convolutionOperations,
    lossGradient,
  },
  lossSum,
  update,
};
