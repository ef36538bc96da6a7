/** Where a student may let the network train; each is an engine of the worker. */
export const backends = {
  simd: {
    label: 'WebAssembly',
    summary: 'Our own kernels, four numbers at a time: no GPU needed.',
  },
  webgpu: { label: 'WebGPU', summary: 'TensorFlow.js on the graphics processor, the newest way.' },
  webgl: { label: 'WebGL', summary: 'TensorFlow.js on the graphics processor, nearly everywhere.' },
  cpu: { label: 'CPU', summary: 'TensorFlow.js in plain JavaScript: slow, and always there.' },
} as const satisfies Record<string, { label: string; summary: string }>;

export type BackendKind = keyof typeof backends;
/** `auto`: the fastest one. */
export type BackendChoice = BackendKind | 'auto';

/** What this machine offers, or why not. */
export interface BackendStatus {
  kind: BackendKind;
  available: boolean;
  /** The adapter's name, or the reason why it can't be used: a sentence for people. */
  detail: string;
  /** Training images per second, once measured. */
  imagesPerSecond: number | null;
}
