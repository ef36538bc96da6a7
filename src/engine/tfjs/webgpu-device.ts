import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { GRAPHICS_OPERATIONS_AT_ONCE, type Platform, register } from './device.ts';
import { webgpuKernels } from './webgpu/kernels.ts';
import { findWebgpuAdapter } from './webgpu-adapter.ts';

/** Limits that TensorFlow.js' kernels make use of where the adapter goes beyond the defaults. */
const LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** TensorFlow.js on WebGPU, on a device of our own whose loss we hear of. */
export async function openWebgpu(): Promise<Platform> {
  const answer = await findWebgpuAdapter();
  if ('reason' in answer) throw new Error(answer.reason);
  const { adapter, name } = answer;
  const requiredLimits = Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]]));
  const device = await adapter.requestDevice({ requiredLimits });
  const backend = new WebGPUBackend(device, adapter.info);
  register('webgpu', backend);

  let lost = false;
  return {
    kind: 'webgpu',
    name,
    kernels: webgpuKernels,
    operationsAtOnce: GRAPHICS_OPERATIONS_AT_ONCE,
    finished: () => {
      backend.ensureCommandEncoderReady();
      backend.endComputePassEncoder();
      backend.submitQueue();
      return device.queue.onSubmittedWorkDone();
    },
    read: (tensor) => tensor.data<'float32'>(),
    isLost: () => lost,
    onLost: (report) => {
      void device.lost.then(() => {
        lost = true;
        report();
      });
    },
  };
}
