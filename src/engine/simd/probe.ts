import { hasRelaxedSimd, hasSimd } from './features.ts';
import { threadsHere } from './threads.ts';

export const NO_SIMD = 'This browser’s WebAssembly has no SIMD instructions.';

/** Whether the engine runs here, without loading it. */
export async function probeSimd() {
  const available = hasSimd();
  const { threads, reason } = threadsHere();
  return { available, detail: available ? deviceName(hasRelaxedSimd(), threads, reason) : NO_SIMD };
}

/** @param reason why there are not more threads */
export function deviceName(fused: boolean, threads: number, reason: string | null): string {
  const count = threads === 1 ? 'one thread' : `${threads} threads`;
  return `WebAssembly SIMD${fused ? ' with fused multiply-add' : ''}, ${count}${reason ? `: ${reason}` : ''}`;
}
