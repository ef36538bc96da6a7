import { defineConfig } from 'vitest/config';
import { simdKernels } from '../simd/plugin.ts';

/** Needs Python packages that `npm test` does without, so it stands beside the other tests. */
export default defineConfig({
  plugins: [simdKernels()],
  test: {
    environment: 'node',
    testTimeout: 120_000,
    include: ['scripts/interop/*.interop.ts'],
  },
});
