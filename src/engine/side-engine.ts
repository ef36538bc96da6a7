import type { Engine } from './engine.ts';
import { ReferenceEngine } from './reference/reference-engine.ts';
import { createSimdEngine } from './simd/simd-engine.ts';

/**
 * An engine beside the one that trains: our kernels on one thread, which leaves graphics card and other
 * threads to that one, or, where they do not run, the reference.
 */
export function createSideEngine(): Promise<Engine> {
  return createSimdEngine({ threads: 1 }).catch(() => new ReferenceEngine());
}
