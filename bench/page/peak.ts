import { hasRelaxedSimd } from '../../src/engine/simd/features.ts';
import { compileKernels, instantiate } from '../../src/engine/simd/kernels.ts';

/** What `multiplyAddRounds` does in a round: twelve sums of four lanes, each times and plus. */
const OPERATIONS = 96;
const TRIES = 5;

/**
 * GFLOP/s of one core that multiplies and adds in registers alone, try by try: nothing in WebAssembly
 * is faster.
 *
 * @param seconds for all tries together
 */
export async function peakGflops(seconds: number): Promise<number[]> {
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
  return Array.from({ length: TRIES }, () => (OPERATIONS * rounds) / secondsFor(rounds) / 1e9);
}
