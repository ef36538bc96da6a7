/* The parts of the tests, each run to its end and counted. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { requireBrowser, requireShell } from './browser.mjs';
import { OTHERS, requireOther, sayLeftOut } from './other-browsers.mjs';
import { summaryOf, tallyOfCommand, tallyOfPlaywright, tallyOfVitest } from './summary.mjs';

/** @typedef {import('./summary.mjs').Part} Part */

const root = fileURLToPath(new URL('..', import.meta.url));

/** Format, linter and types. @returns {Part} */
export function check() {
  const start = performance.now();
  const { status } = spawnSync('npm', ['run', '--silent', 'check'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return { name: 'check', seconds: since(start), ...tallyOfCommand('npm run check', status ?? 1) };
}

/** The unit tests. @returns {Part} */
export function unit() {
  const start = performance.now();
  const { report, status } = reporting((file) => [
    join(packageFolder('vitest'), 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  return { name: 'unit', seconds: since(start), ...tallyOfVitest(report, status) };
}

/** Builds the page that the browsers' tests open. @returns {Promise<Part>} */
export async function built() {
  const start = performance.now();
  const failed = await build({ root, logLevel: 'warn' }).then(
    () => false,
    (error) => {
      console.error(error);
      return true;
    },
  );
  return { name: 'build', seconds: since(start), ...tallyOfCommand('vite build', failed ? 1 : 0) };
}

/**
 * One project of `e2e/playwright.config.ts`. Each keeps its own evidence, in `test-results/`.
 *
 * @param {string} name the project's
 * @param {readonly string[]} args for `playwright test`
 * @param {string} browser path of a Chromium
 * @param {Record<string, string>} environment what to add to the environment
 * @returns {Part}
 */
export function project(name, args, browser, environment = {}) {
  const start = performance.now();
  const { report, status } = reporting(
    () => [
      join(packageFolder('@playwright/test'), 'cli.js'),
      'test',
      '--config',
      'e2e/playwright.config.ts',
      '--project',
      name,
      '--pass-with-no-tests',
      ...args,
    ],
    (file) => ({ CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...environment }),
  );
  return { name, seconds: since(start), ...tallyOfPlaywright(report, status) };
}

/**
 * The main journeys in these browsers, and in Chromium beside them: alone it would show nothing that
 * the other parts do not.
 *
 * @param {string} browser path of a Chromium
 * @param {readonly import('./other-browsers.mjs').OtherBrowser[]} others
 * @returns {Part} it notes which browsers it left out
 */
export function browsers(browser, others) {
  const leftOut = sayLeftOut(others);
  const note = leftOut === null ? {} : { note: leftOut };
  if (others.length === 0) {
    return { name: 'browsers', seconds: 0, ...tallyOfCommand('nothing', 0), ...note };
  }
  return {
    ...project('browsers', [], browser, { OTHER_BROWSERS: JSON.stringify(others) }),
    ...note,
  };
}

/** The Chromium to test with; ends the process with one sentence where there is none. */
export function browserOrExit() {
  return orExit(() => requireBrowser());
}

/** The browser for tests of the page alone; ends the process as {@link browserOrExit} does. */
export function shellOrExit() {
  return orExit(() => requireShell());
}

/** The other browsers, installed where they are missing; ends the process where that fails. */
export function othersOrExit() {
  return orExit(() => OTHERS.map((name) => requireOther(name)));
}

/**
 * @template Found
 * @param {() => Found} find
 */
function orExit(find) {
  try {
    return find();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

/**
 * Prints what the parts came to, and exits accordingly.
 *
 * @param {readonly Part[]} parts
 * @returns {never}
 */
export function conclude(parts) {
  console.log(summaryOf(parts).replaceAll(root, ''));
  process.exit(parts.some(({ failed }) => failed > 0) ? 1 : 0);
}

/**
 * Runs a test runner that writes a report.
 *
 * @param {(file: string) => string[]} argsOf of Node.js; `file` is the report's path
 * @param {(file: string) => Record<string, string>} environmentOf what to add to the environment
 */
function reporting(argsOf, environmentOf = () => ({})) {
  const folder = mkdtempSync(join(tmpdir(), 'autoencoder-tests-'));
  const file = join(folder, 'report.json');
  try {
    const env = { ...process.env, ...environmentOf(file) };
    const { status } = spawnSync(process.execPath, argsOf(file), {
      cwd: root,
      stdio: 'inherit',
      env,
    });
    return { report: readReport(file), status: status ?? 1 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null; // the runner's exit status says why
  }
}

/** @param {string} name */
function packageFolder(name) {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

/** @param {number} start */
function since(start) {
  return (performance.now() - start) / 1000;
}
