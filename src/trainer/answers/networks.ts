import type { NewNetwork } from '../../analysis/dense-network.ts';
import { PlainNetwork } from '../../analysis/plain-network.ts';
import { explain } from '../../engine/side-engine.ts';
import { SimdNetwork } from '../../engine/simd/dense-network.ts';
import { hasSimd } from '../../engine/simd/features.ts';
import { compileKernels } from '../../engine/simd/kernels.ts';

/** Rows at a time: a batch of classifiers. */
const BATCH = 128;

/**
 * Networks of dense layers on our kernels, or, where WebAssembly has no SIMD, in JavaScript. On the plain
 * kernels, which round alike on every machine. Rejects with a sentence where they do not arrive.
 */
export async function networksHere(): Promise<NewNetwork> {
  if (!hasSimd()) return (layers) => new PlainNetwork(layers, BATCH);
  const module = await compileKernels({ fused: false, shared: false }).catch(explain);
  return ({ widths, parameters }) => new SimdNetwork(module, widths, parameters, BATCH);
}
