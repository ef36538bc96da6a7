import { ChunkError, loadChunk } from '../loading/load-chunk.ts';
import { type BackendKind, type BackendStatus, backends } from '../spec/backends.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { hasSimd } from './simd/features.ts';
import { probeSimd } from './simd/probe.ts';
import { createSimdEngine } from './simd/simd-engine.ts';
import { probeCpu } from './tfjs/cpu-probe.ts';
import type { TfjsKind } from './tfjs/device.ts';
import { probeWebgl } from './tfjs/webgl-context.ts';
import { probeWebgpu } from './tfjs/webgpu-adapter.ts';

interface EngineRow {
  /** Whether it can be used here, without loading it. `detail` is a sentence or a device's name. */
  probe(): Promise<Pick<BackendStatus, 'available' | 'detail'> & { software?: boolean }>;
  create(options: EngineOptions): Promise<Engine>;
}

const tfjs = async (kind: TfjsKind): Promise<Engine> =>
  (await loadChunk(() => import('./tfjs/tfjs-engine.ts'))).createTfjsEngine(kind);

/** One row an engine; TensorFlow.js is loaded when something is first created on it. */
const rows: { readonly [Kind in BackendKind]: EngineRow } = {
  simd: {
    probe: probeSimd,
    create: createSimdEngine,
  },
  webgpu: { probe: probeWebgpu, create: () => tfjs('webgpu') },
  webgl: { probe: probeWebgl, create: () => tfjs('webgl') },
  cpu: { probe: probeCpu, create: () => tfjs('cpu') },
};

const kinds = Object.keys(backends) as BackendKind[];

/** What trainer and prober know of engines; tests hand in their own. */
export interface Engines {
  /** Where training begins at once. */
  first(): BackendKind;
  probe(): Promise<BackendStatus[]>;
  create(kind: BackendKind, options?: EngineOptions): Promise<Engine>;
}

/** Where training begins at once: our kernels, or JavaScript where there is no SIMD. */
export function firstBackend(): BackendKind {
  return hasSimd() ? 'simd' : 'cpu';
}

/** What this machine has, in the order of the table. Never rejects. */
export function probeBackends(): Promise<BackendStatus[]> {
  return Promise.all(
    kinds.map(async (kind): Promise<BackendStatus> => {
      const answer = await rows[kind].probe().catch(unavailable);
      return { kind, software: false, ...answer };
    }),
  );
}

/** Starts an engine. Rejects with a sentence for people where that is not possible. */
export function createEngine(kind: BackendKind, options: EngineOptions = {}): Promise<Engine> {
  return rows[kind].create(options);
}

function unavailable(error: unknown): Pick<BackendStatus, 'available' | 'detail'> {
  const reason = error instanceof Error ? error.message : String(error);
  const detail = error instanceof ChunkError ? `It could not be loaded: ${reason}.` : reason;
  return { available: false, detail };
}

export const engines: Engines = {
  first: firstBackend,
  probe: probeBackends,
  create: createEngine,
};
