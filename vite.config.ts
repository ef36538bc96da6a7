import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { chunks } from './scripts/chunks/plugin.ts';
import { sendHeaders } from './scripts/headers.ts';
import { mnist } from './scripts/mnist/plugin.ts';
import { notices } from './scripts/notices/plugin.ts';
import { offline } from './scripts/offline/plugin.ts';
import { presetPages } from './scripts/presets/plugin.ts';
import { sdk } from './scripts/sdk/plugin.ts';
import { simdKernels } from './scripts/simd/plugin.ts';
import { smallStart } from './scripts/start/plugin.ts';

const thirdParty = notices();

const TESTS = ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'];
/** Tests that replace modules or the language's arrays, or that need TensorFlow.js to themselves. */
const ISOLATED = [
  'src/engine/side-engine.test.ts',
  'src/engine/tfjs/*.test.ts',
  'src/files/hostile.test.ts',
  'src/trainer/answers/networks.test.ts',
  'src/trainer/trainer.test.ts',
];

export default defineConfig({
  // Relative paths: the built page works from any sub-path of any static host.
  base: './',
  // No fallback to index.html: a missing file is a 404, which the data loader can name.
  appType: 'mpa',
  plugins: [
    sendHeaders(),
    react(),
    chunks(),
    mnist(),
    simdKernels(),
    sdk(),
    presetPages(),
    thirdParty.page(),
    offline(),
    smallStart(),
  ],
  // Found at start, not when training begins: a dependency found late reloads the page.
  optimizeDeps: {
    entries: [
      'index.html',
      'embed.html',
      'src/trainer/worker.ts',
      'src/files/files-worker.ts',
      'src/files/keeper-worker.ts',
    ],
  },
  resolve: {
    alias: {
      'victory-vendor/d3-scale': fileURLToPath(
        new URL('src/ui/charts/d3-scales.ts', import.meta.url),
      ),
    },
  },
  worker: { format: 'es', plugins: () => [chunks(), simdKernels(), thirdParty.worker()] },
  build: {
    target: 'es2022',
    // Fonts and pictures stay files: the policy allows no data: URL but for images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // `embed/` is for hosts that leave off `.html`.
      input: ['index.html', 'embed.html', 'embed/index.html'],
      // What the page starts with, and an embed's poster does without, is one chunk: cut into what
      // views share, it compresses worse.
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'spec', tags: ['$initial'], test: /[\\/]src[\\/]spec[\\/]/ },
            {
              name: 'page',
              tags: ['$initial'],
              test: /[\\/](src[\\/](ui|store)|node_modules[\\/](react|react-dom|scheduler|zustand))[\\/]/,
            },
          ],
        },
      },
    },
  },
  test: {
    environment: 'node',
    // For a test that hangs: property tests take minutes where other programs take the processor.
    testTimeout: 300_000,
    // Left to itself it leaves a core for its own process, which on two is every other one.
    maxWorkers: '100%',
    // Test files share what they import: importing it anew for each took a fifth of the time or more.
    projects: [
      {
        extends: true,
        test: { name: 'shared', isolate: false, include: TESTS, exclude: ISOLATED },
      },
      { extends: true, test: { name: 'isolated', include: ISOLATED } },
    ],
  },
});
