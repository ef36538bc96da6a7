import { expect, it, vi } from 'vitest';
import { hasRelaxedSimd, hasSimd } from './features.ts';
import { compileKernels, instantiate } from './kernels.ts';
import { START } from './layout.ts';
import { NO_SIMD, probeSimd } from './probe.ts';
import { createSimdEngine } from './simd-engine.ts';

const memory = new WebAssembly.Memory({ initial: 32 });
const fused = hasRelaxedSimd();
const kernels = instantiate(await compileKernels({ fused, shared: false }), memory);
const AT = 65_536;
const COUNT = 200_000;

/** The largest distance between a kernel's values and `exact`'s, divided by `unit` of the value. */
function largestError(
  tabulate: (values: number, count: number) => void,
  exact: (x: number) => number,
  [low, high]: [number, number],
  unit: (y: number) => number,
): number {
  const x = Float32Array.from({ length: COUNT }, (_, i) => low + ((high - low) * i) / (COUNT - 1));
  const values = new Float32Array(memory.buffer, AT, COUNT);
  values.set(x);
  tabulate(AT, COUNT);
  return values.reduce((worst, value, i) => {
    const y = exact(x[i] as number);
    return Math.max(worst, Math.abs(value - y) / unit(y));
  }, 0);
}

it.each([
  [-87, 88],
  [-1, 1],
] as const)('exp is within 2e-7 of its value from %d to %d', (low, high) => {
  const error = largestError(kernels.tabulateExp, Math.exp, [low, high], Math.abs);
  expect(error).toBeLessThan(2e-7);
});

it('exp is within 2e-7 of its value, absolutely, where the loss asks for it', () => {
  const error = largestError(kernels.tabulateExpOfNegative, Math.exp, [-17, 0], () => 1);
  expect(error).toBeLessThan(2e-7);
});

it.each([
  [1e-7, 1e-3],
  [1e-3, 2],
  [2, 1e19],
] as const)('log is within 2e-7 of its value from %d to %d', (low, high) => {
  const unit = (y: number) => Math.max(1, Math.abs(y));
  const error = largestError(kernels.tabulateLog, Math.log, [low, high], unit);
  expect(error).toBeLessThan(2e-7);
});

it('has its own data in front of everything else', async () => {
  const own = new WebAssembly.Memory({ initial: 1 });
  instantiate(await compileKernels({ fused, shared: false }), own);
  expect(new Uint8Array(own.buffer).findLastIndex((byte) => byte !== 0)).toBeLessThan(START);
});

it('finds out what WebAssembly can do', () => {
  expect(hasSimd()).toBe(true);
  expect(typeof hasRelaxedSimd()).toBe('boolean');
});

it('is reported absent, and not started, without SIMD', async () => {
  const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  expect(await probeSimd()).toEqual({ available: false, detail: NO_SIMD });
  await expect(createSimdEngine()).rejects.toThrow(NO_SIMD);
  validate.mockRestore();
});
