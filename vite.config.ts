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
  worker: {
    format: 'es',
    plugins: () => [chunks(), simdKernels(), thirdParty.worker()],
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            // What trainer, viewer and prober are made of. Not the script itself: chunks would import it
            // for what they share with it, and WebKit runs a worker's script again where that happens.
            {
              name: 'engine',
              tags: ['$initial'],
              test: /^(?!.*[\\/]trainer[\\/]worker\.ts)/,
            },
            // What the devices of TensorFlow.js share; each needs nearly all of it.
            {
              name: 'tfjs',
              test: /[\\/]node_modules[\\/](@tensorflow|long)[\\/]|browser-external/,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  build: {
    target: 'es2022',
    // Fonts and pictures stay files: the policy allows no data: URL but for images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // `embed/` is for hosts that leave off `.html`.
      input: ['index.html', 'embed.html', 'embed/index.html'],
      // A request costs more than a few kilobytes do: what is always loaded together is one chunk, and
      // what parts share is cut no finer than by when it comes.
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            // What an embed's poster and the page start with.
            {
              name: 'spec',
              tags: ['$initial'],
              test: /[\\/]src[\\/](spec|loading|app[\\/]styles)[\\/]|[\\/]embed[\\/](link|read-hash)\.ts|preload-helper/,
            },
            // What a poster has beside it.
            {
              name: 'embed',
              test: /[\\/]src[\\/](app[\\/](embed|poster)\.|embed[\\/](messages|embedded-spec|parameters|sight|connection)\.)/,
            },
            // What the page starts with, and a poster does without.
            {
              name: 'page',
              tags: ['$initial'],
              test: /[\\/](src[\\/](data|files|store|trainer|ui)|node_modules)[\\/]|show-state/,
            },
            // What parts share that come later.
            {
              name: 'schema',
              test: /[\\/]src[\\/](spec|files)[\\/]|[\\/]node_modules[\\/](idb|valibot)[\\/]/,
              minShareCount: 2,
            },
            {
              name: 'charts',
              test: /[\\/]src[\\/]ui[\\/]charts[\\/]|[\\/]node_modules[\\/]/,
              minShareCount: 2,
            },
            { name: 'views', test: /[\\/]src[\\/](store|ui)[\\/]/, minShareCount: 2 },
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
