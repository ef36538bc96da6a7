import { hasRelaxedSimd } from '../../src/engine/simd/features.ts';
import { compileKernels, instantiate } from '../../src/engine/simd/kernels.ts';

/** What `multiplyAddRounds` does in a round: twelve sums of four lanes, each times and plus. */
const OPERATIONS = 96;
const TRIES = 5;

/**
 * GFLOP/s of one core that multiplies and adds in registers alone: nothing in WebAssembly is faster.
 * The best of some tries, as whatever disturbs can only make it slower.
 *
 * @param seconds for all tries together
 */
export async function peakGflops(seconds: number): Promise<number> {
  const module = await compileKernels({ fused: hasRelaxedSimd(), shared: false });
  const { multiplyAddRounds } = instantiate(module, new WebAssembly.Memory({ initial: 1 }));
  const secondsFor = (rounds: number) => {
    const start = performance.now();
    multiplyAddRounds(rounds);
    return (performance.now() - start) / 1000;
  };
  const look = 2e6;
  secondsFor(look); // V8 compiles it once more, better
  const rounds = Math.round((look * seconds) / TRIES / secondsFor(look));
  const tries = Array.from({ length: TRIES }, () => secondsFor(rounds));
  return (OPERATIONS * rounds) / Math.min(...tries) / 1e9;
}
