import { existsSync } from 'node:fs';
import { firefox, webkit } from '@playwright/test';
import { installByApt, thisMachine } from './browser.mjs';

/**
 * @typedef {object} OtherBrowser
 * @property {'firefox' | 'webkit'} name
 * @property {'bidi' | 'webdriver' | 'playwright'} driver what drives it
 * @property {string} path of the executable
 *
 * @typedef {'platform' | 'works' | 'canUseApt' | 'install' | 'say'} Asked
 *
 * @typedef {object} OwnPaths
 * @property {Record<'firefox' | 'webkit', string>} playwrightPaths where Playwright keeps its own
 * @property {(path: string) => boolean} exists
 *
 * @typedef {Pick<import('./browser.mjs').Machine, Asked> & OwnPaths} OthersMachine
 */

const FIREFOX_PATHS = {
  linux: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox'],
  darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  win32: ['C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
};

/** What WebKitGTK's browser is driven by, and without a screen. */
const WEBKIT_TOOLS = ['/usr/bin/WebKitWebDriver', '/usr/bin/xvfb-run'];

const MINI_BROWSERS = ['x86_64', 'aarch64'].flatMap((processor) =>
  ['4.1', '4.0'].map((api) => `/usr/lib/${processor}-linux-gnu/webkit2gtk-${api}/MiniBrowser`),
);

const PACKAGES = { firefox: ['firefox-esr'], webkit: ['webkit2gtk-driver', 'xvfb', 'xauth'] };

/** The engines other than Chromium's. */
export const OTHERS = /** @type {const} */ (['firefox', 'webkit']);

/** @type {OthersMachine} */
const here = {
  ...thisMachine,
  playwrightPaths: { firefox: firefox.executablePath(), webkit: webkit.executablePath() },
  exists: existsSync,
};

/**
 * @param {'firefox' | 'webkit'} name
 * @param {OthersMachine} machine
 * @returns {OtherBrowser | null} the system's, otherwise Playwright's; null where there is none
 */
export function findOther(name, machine = here) {
  const path = name === 'firefox' ? systemFirefox(machine) : systemWebKit(machine);
  if (path) return { name, driver: name === 'firefox' ? 'bidi' : 'webdriver', path };
  const own = machine.playwrightPaths[name];
  return machine.exists(own) ? { name, driver: 'playwright', path: own } : null;
}

/**
 * As {@link findOther}; what is missing is installed: Debian's as root on Debian, otherwise
 * Playwright's.
 *
 * @param {'firefox' | 'webkit'} name
 * @param {OthersMachine} machine
 * @returns {OtherBrowser}
 * @throws a sentence, and what the installer said, when that failed
 */
export function requireOther(name, machine = here) {
  const found = findOther(name, machine);
  if (found) return found;
  const failures = machine.canUseApt ? [installByApt(machine, PACKAGES[name])] : [];
  if (!findOther(name, machine)) {
    machine.say(`Installing Playwright’s ${name}, which takes a minute.`);
    failures.push(machine.install('npx', ['playwright', 'install', name]));
  }
  const installed = findOther(name, machine);
  if (installed) return installed;
  const reasons = failures.filter((line) => line !== null);
  throw new Error(
    [`There is no ${name} to test with, and none could be installed.`, ...reasons].join('\n'),
  );
}

/**
 * @param {readonly OtherBrowser[]} others the browsers that are tested beside Chromium
 * @returns {string | null} which are not, and how to have them; null where none is missing
 */
export function sayLeftOut(others) {
  const missing = OTHERS.filter((name) => !others.some((other) => other.name === name));
  if (missing.length === 0) return null;
  const without = `without ${missing.join(' and ')}, which \`npm run test:browsers\` installs`;
  return others.length === 0 ? `left out ${without}` : without;
}

/** @param {OthersMachine} machine */
function systemFirefox(machine) {
  const paths = Object.entries(FIREFOX_PATHS).find(([platform]) => platform === machine.platform);
  return paths?.[1].find(machine.works);
}

/** @param {OthersMachine} machine */
function systemWebKit(machine) {
  if (!WEBKIT_TOOLS.every(machine.exists)) return undefined;
  return MINI_BROWSERS.find(machine.exists);
}
