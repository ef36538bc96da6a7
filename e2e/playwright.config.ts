import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { launchFlags } from '../scripts/browser.mjs';

/** `E2E_PORT` lets two checkouts test side by side. */
const port = Number(process.env.E2E_PORT ?? 4319);
const executablePath = process.env.CHROMIUM_PATH;

/** Opens browsers by itself: those that `OTHER_BROWSERS` names, beside Chromium. */
const BROWSERS = /browsers\.spec/;

/** Run by `scripts/e2e.mjs`, which builds the page and finds the browser first. */
export default defineConfig({
  testDir: '.',
  workers: 2,
  projects: [
    {
      name: 'journeys',
      // Long tests of one file need not wait for one another.
      fullyParallel: true,
      testIgnore: BROWSERS,
      // A run empties its folder first, so each project has its own.
      outputDir: '../test-results/journeys',
      // A new context costs as much as the page itself. This one's pages, storage, routes and scripts are
      // cleared before each test; what tests of storage itself leave behind is not: they have their own.
      use: { reuseContext: true },
    },
    {
      name: 'browsers',
      testMatch: BROWSERS,
      fullyParallel: true,
      outputDir: '../test-results/browsers',
    },
  ],
  retries: 0,
  forbidOnly: true,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : 'list',
  timeout: 300_000,
  // A busy machine is slow, not wrong.
  expect: { timeout: 60_000 },
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      // Software draws the page either way; without a graphics library's detour it takes less work.
      args: [...launchFlags({ softwareGpu: true }), '--disable-gpu-compositing'],
      ...(executablePath === undefined ? {} : { executablePath }),
    },
    // What a service worker answers, no test can intercept; `offline.spec.ts` allows it.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `node e2e/serve.mjs ${port}`,
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    port,
    reuseExistingServer: false,
  },
});
