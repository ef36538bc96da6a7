import { expect, it } from 'vitest';
import { createEngine, firstBackend, probeBackends } from './choose.ts';
import { isSoftwareName } from './tfjs/software-adapter.ts';

/* In Node, of the browser's backends only WebAssembly and the CPU are there. */

it('says what is there, and why the rest is not', async () => {
  const statuses = await probeBackends();
  expect(statuses.map(({ kind, available }) => [kind, available])).toEqual([
    ['simd', true],
    ['webgpu', false],
    ['webgl', false],
    ['cpu', true],
  ]);
  for (const { detail } of statuses) expect(detail).toMatch(/\w+ \w+/);
});

it('rejects with a sentence where an engine cannot start', async () => {
  await expect(createEngine('webgl')).rejects.toThrow('This browser has no WebGL');
});

it('begins where nothing has to be compiled first', () => {
  expect(firstBackend()).toBe('simd');
});

it.each([
  ['SwiftShader Device (Subzero) (0x0000C0DE)', true],
  ['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (LLVM 10.0.0)), SwiftShader driver)', true],
  ['llvmpipe (LLVM 15.0.6, 256 bits)', true],
  ['Microsoft Basic Render Driver', true],
  ['Apple Software Renderer', true],
  ['NVIDIA GeForce RTX 3060', false],
  ['Intel(R) Iris(R) Xe Graphics', false],
  ['Apple M2', false],
  ['Mali-G78', false],
])('knows whether %s is software', (name, isSoftware) => {
  expect(isSoftwareName(name)).toBe(isSoftware);
});
