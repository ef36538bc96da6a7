/** A WebGPU adapter, or the reason why there is none: a sentence for people. */
export type WebgpuAnswer = { adapter: GPUAdapter; name: string } | { reason: string };

/** Asks the browser for its fastest adapter. */
export async function findWebgpuAdapter(): Promise<WebgpuAnswer> {
  if (!navigator.gpu) return { reason: 'This browser has no WebGPU.' };
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return { reason: 'The browser offers no WebGPU adapter on this device.' };
  return { adapter, name: adapterName(adapter.info) };
}

/** Whether there is an adapter, and its name. */
export async function probeWebgpu() {
  const answer = await findWebgpuAdapter();
  if ('reason' in answer) return { available: false, detail: answer.reason };
  return { available: true, detail: answer.name };
}

/** Whether what the browser offers runs on the processor: its adapter of last resort. */
export async function isSoftwareWebgpu(): Promise<boolean> {
  const answer = await findWebgpuAdapter();
  return 'adapter' in answer && answer.adapter.info.isFallbackAdapter;
}

function adapterName({ description, vendor, architecture }: GPUAdapterInfo): string {
  return description || [vendor, architecture].filter(Boolean).join(' ') || 'WebGPU adapter';
}
