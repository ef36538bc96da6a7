import { ChunkError } from '../loading/load-chunk.ts';
import type { Engine } from './engine.ts';
import { ReferenceEngine } from './reference/reference-engine.ts';
import { hasSimd } from './simd/features.ts';
import { createSimdEngine } from './simd/simd-engine.ts';

/**
 * An engine beside the one that trains: our kernels on one thread, which leaves graphics card and other
 * threads to that one, or, where WebAssembly has no SIMD, the reference. Rejects with a sentence where
 * the kernels do not arrive: they may do so the next time.
 */
export async function createSideEngine(): Promise<Engine> {
  if (!hasSimd()) return new ReferenceEngine();
  return createSimdEngine({ threads: 1 }).catch(explain);
}

/** Says what it is that did not arrive. */
export function explain(error: unknown): never {
  if (!(error instanceof ChunkError)) throw error;
  throw new Error(`The WebAssembly kernels could not be loaded: ${error.message}.`);
}
