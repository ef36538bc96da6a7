// Builds the page and runs the end-to-end tests on it in a real browser:
//   npm run test:e2e -- [arguments of `playwright test`, such as a spec's name]
// CHROMIUM_PATH names the browser to use; without it one is searched for, then installed.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { requireBrowser } from './browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @returns {string} */
function browserOrExit() {
  try {
    return requireBrowser();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

const browser = browserOrExit();
await build({ root, logLevel: 'warn' });

const playwright = dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json'));

/** @param {string} project */
function run(project) {
  const { status } = spawnSync(
    process.execPath,
    [
      join(playwright, 'cli.js'),
      'test',
      '--config',
      'e2e/playwright.config.ts',
      '--project',
      project,
      '--pass-with-no-tests',
      ...process.argv.slice(2),
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH: browser } },
  );
  return status ?? 1;
}

const statuses = ['journeys', 'alone'].map(run);
process.exit(Math.max(...statuses));
