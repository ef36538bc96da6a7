import { isSoftwareName } from './software-adapter.ts';

/** A WebGPU adapter, or the reason why there is none: a sentence for people. */
export type WebgpuAnswer = { adapter: GPUAdapter; name: string } | { reason: string };

/** Asks the browser for its fastest adapter. */
export async function findWebgpuAdapter(): Promise<WebgpuAnswer> {
  if (!navigator.gpu) return { reason: 'This browser has no WebGPU.' };
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return { reason: 'The browser offers no WebGPU adapter on this device.' };
  return { adapter, name: adapterName(adapter.info) };
}

/** Whether there is an adapter, its name, and whether it is software: an adapter of last resort. */
export async function probeWebgpu() {
  const answer = await findWebgpuAdapter();
  if ('reason' in answer) return { available: false, detail: answer.reason };
  const { adapter, name } = answer;
  const software = adapter.info.isFallbackAdapter || isSoftwareName(name);
  return { available: true, detail: name, software };
}

function adapterName({ description, vendor, architecture }: GPUAdapterInfo): string {
  return description || [vendor, architecture].filter(Boolean).join(' ') || 'WebGPU adapter';
}
