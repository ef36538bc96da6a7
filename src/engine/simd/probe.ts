import { hasRelaxedSimd, hasSimd } from './features.ts';

export const NO_SIMD = 'This browser’s WebAssembly has no SIMD instructions.';

/** Whether the engine runs here, without loading it. */
export async function probeSimd() {
  const available = hasSimd();
  return { available, detail: available ? deviceName(hasRelaxedSimd()) : NO_SIMD };
}

export function deviceName(fused: boolean): string {
  return `WebAssembly SIMD${fused ? ' with fused multiply-add' : ''}, one thread`;
}
