import '@tensorflow/tfjs-backend-cpu';
import { nextTask } from '../next-task.ts';
import { CPU_NAME } from './cpu-probe.ts';
import type { Platform } from './device.ts';
import { generalKernels } from './kernels.ts';

/** A fifth of a second of convolutions on a slow processor. */
const OPERATIONS_AT_ONCE = 12e6;

/** TensorFlow.js in JavaScript. Every operation is done before the next one starts. */
export async function openCpu(): Promise<Platform> {
  return {
    kind: 'cpu',
    name: CPU_NAME,
    kernels: generalKernels,
    operationsAtOnce: OPERATIONS_AT_ONCE,
    finished: nextTask,
    read: async (tensor) => tensor.dataSync<'float32'>(),
    isLost: () => false,
    onLost: () => {},
  };
}
