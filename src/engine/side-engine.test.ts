import { expect, it, vi } from 'vitest';
import { createSideEngine } from './side-engine.ts';
import { hasSimd } from './simd/features.ts';
import { compileKernels } from './simd/kernels.ts';

vi.mock('./simd/features.ts', { spy: true });
vi.mock('./simd/kernels.ts', { spy: true });

it('says that the kernels are missing, and takes them the next time that they are there', async () => {
  vi.mocked(compileKernels).mockRejectedValueOnce(new Error('The kernels could not be loaded.'));
  await expect(createSideEngine()).rejects.toThrow('The kernels could not be loaded.');
  expect((await createSideEngine()).kind).toBe('simd');
});

it('is the reference where WebAssembly has no SIMD', async () => {
  vi.mocked(hasSimd).mockReturnValueOnce(false);
  expect((await createSideEngine()).kind).toBe('reference');
});
