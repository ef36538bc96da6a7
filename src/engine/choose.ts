import { loadChunk } from '../loading/load-chunk.ts';
import { type BackendKind, type BackendStatus, backends } from '../spec/backends.ts';
import type { Engine, EngineOptions, ModelState } from './engine.ts';
import { imagesPerSecond } from './measure.ts';
import type { Program } from './program.ts';
import { probeSimd } from './simd/probe.ts';
import { probeCpu } from './tfjs/cpu-probe.ts';
import type { TfjsKind } from './tfjs/device.ts';
import { probeWebgl } from './tfjs/webgl-context.ts';
import { isSoftwareWebgpu, probeWebgpu } from './tfjs/webgpu-adapter.ts';

interface EngineRow {
  /** Whether it can be used here, without loading it. `detail` is a sentence or a device's name. */
  probe(): Promise<Pick<BackendStatus, 'available' | 'detail'>>;
  create(options: EngineOptions): Promise<Engine>;
  /** Whether it is known to be slower than another row, and not worth the time to measure it. */
  isOutdone?(): Promise<boolean>;
}

const tfjs = async (kind: TfjsKind): Promise<Engine> =>
  (await loadChunk(() => import('./tfjs/tfjs-engine.ts'))).createTfjsEngine(kind);

/** One row an engine; its code is loaded when it is first created. */
const engines: { readonly [Kind in BackendKind]: EngineRow } = {
  simd: {
    probe: probeSimd,
    create: async (options) =>
      (await loadChunk(() => import('./simd/simd-engine.ts'))).createSimdEngine(options),
  },
  // Software WebGPU trained 3 to 10 times slower than software WebGL, and took 6 s to warm up.
  webgpu: { probe: probeWebgpu, create: () => tfjs('webgpu'), isOutdone: isSoftwareWebgpu },
  webgl: { probe: probeWebgl, create: () => tfjs('webgl') },
  cpu: { probe: probeCpu, create: () => tfjs('cpu') },
};

const kinds = Object.keys(backends) as BackendKind[];

/** What this machine has, in the order of the table, not measured yet. Never rejects. */
export function probeBackends(): Promise<BackendStatus[]> {
  return Promise.all(
    kinds.map(async (kind): Promise<BackendStatus> => {
      const answer = await engines[kind].probe().catch(unavailable);
      return { kind, ...answer, imagesPerSecond: null };
    }),
  );
}

/** Starts an engine. Rejects with a sentence for people where that is not possible. */
export function createEngine(kind: BackendKind, options: EngineOptions = {}): Promise<Engine> {
  return engines[kind].create(options);
}

/**
 * Trains a few real steps on each backend, as a name says nothing about speed: a "GPU" may be software.
 * One that fails is reported as not available.
 *
 * @param statuses what `probeBackends` found
 * @param program,state,images as for `Engine.load`; the images must be there
 * @param onStart told which backend is measured next
 * @returns the statuses in their order; `imagesPerSecond` stays null where nothing was measured
 */
export async function rankBackends(
  statuses: readonly BackendStatus[],
  program: Program,
  state: ModelState,
  images: Uint8Array,
  onStart: (kind: BackendKind) => void,
): Promise<BackendStatus[]> {
  const measured: BackendStatus[] = [];
  for (const status of statuses) {
    const isWorthIt = status.available && !(await engines[status.kind].isOutdone?.());
    measured.push(isWorthIt ? await measure(status) : status);
  }
  return measured;

  async function measure(status: BackendStatus): Promise<BackendStatus> {
    onStart(status.kind);
    try {
      const engine = await createEngine(status.kind);
      const speed = await imagesPerSecond(engine, program, state, images);
      return { ...status, imagesPerSecond: speed };
    } catch (error) {
      return { ...status, ...unavailable(error), imagesPerSecond: null };
    }
  }
}

function unavailable(error: unknown): Pick<BackendStatus, 'available' | 'detail'> {
  return { available: false, detail: error instanceof Error ? error.message : String(error) };
}
