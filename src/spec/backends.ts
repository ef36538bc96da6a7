/** Where a student may let the network train; each is an engine of the worker. */
export const backends = {
  simd: {
    label: 'WebAssembly',
    summary: 'Our own kernels, four numbers at a time: no GPU needed.',
  },
  webgpu: {
    label: 'WebGPU',
    summary: 'TensorFlow.js on the graphics processor, the newest way.',
    graphics: true,
  },
  webgl: {
    label: 'WebGL',
    summary: 'TensorFlow.js on the graphics processor, nearly everywhere.',
    graphics: true,
  },
  cpu: { label: 'CPU', summary: 'TensorFlow.js in plain JavaScript: slow, and always there.' },
} as const satisfies Record<string, { label: string; summary: string; graphics?: true }>;

export type BackendKind = keyof typeof backends;
/** `auto`: WebAssembly at once, and the fastest one as soon as that is known. */
export type BackendChoice = BackendKind | 'auto';

/** What this machine offers, or why not. */
export interface BackendStatus {
  kind: BackendKind;
  available: boolean;
  /** The adapter's name, or the reason why it can't be used: a sentence for people. */
  detail: string;
  /** Whether a processor stands in for the graphics processor that it is made for. */
  software: boolean;
}

/** Training images per second. */
export type Speeds = Readonly<Partial<Record<BackendKind, number>>>;

/** The backends that may be faster than where training begins: those with a graphics processor. */
export function graphicsBackends(statuses: readonly BackendStatus[]): BackendStatus[] {
  return statuses.filter(
    ({ kind, available, software }) => 'graphics' in backends[kind] && available && !software,
  );
}
