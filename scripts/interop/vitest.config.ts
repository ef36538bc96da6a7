import { defineConfig } from 'vitest/config';

/** Needs Python packages that `npm test` does without, so it stands beside the other tests. */
export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 120_000,
    include: ['scripts/interop/*.interop.ts'],
  },
});
