import { expect, test } from 'vitest';
import { codeSpread } from './code-spread.ts';

test('is e to half the log-variance, unit by unit', () => {
  // Two inputs, two units: the columns are μ₁ μ₂ log σ₁² log σ₂².
  const kernel = Float32Array.of(9, 9, 2, 0, 9, 9, 0, Math.log(4));
  const bias = Float32Array.of(9, 9, -2, 0);
  expect([...codeSpread(Float32Array.of(1, 1), kernel, bias)]).toEqual([1, 2]);
});
