import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** The one sentence for a machine on which no browser can be found or installed. */
export const NO_BROWSER =
  'No browser to test with: install Chrome, Chromium or Edge, or set CHROMIUM_PATH to the ' +
  'executable of one.';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';
/** The same engine without windows around the page. */
const DEBIAN_SHELL = '/usr/bin/chromium-headless-shell';

/** Where Chrome, Chromium and Edge are installed, most likely first. */
const SYSTEM_PATHS = {
  linux: [
    DEBIAN_CHROMIUM,
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
    '/usr/bin/microsoft-edge',
    '/usr/bin/microsoft-edge-stable',
    '/opt/microsoft/msedge/msedge',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files\\Chromium\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * @typedef {object} Machine What the search asks of the machine; tests hand in a pretended one.
 * @property {NodeJS.Platform} platform
 * @property {string | undefined} chosenPath CHROMIUM_PATH
 * @property {string} playwrightPath where Playwright keeps its own Chromium
 * @property {(path: string) => boolean} works whether the executable is there and starts
 * @property {boolean} canUseApt root on Debian
 * @property {(command: string, args: string[]) => string | null} install runs an installer in silence;
 *   returns null on success, otherwise the last line that it printed
 * @property {(line: string) => void} say tells the person at the terminal what is being done
 */

/** @type {Machine} */
export const thisMachine = {
  platform: process.platform,
  chosenPath: process.env.CHROMIUM_PATH,
  playwrightPath: chromium.executablePath(),
  works: startsHere,
  canUseApt: process.getuid?.() === 0 && existsSync('/etc/debian_version'),
  install: (command, args) => {
    const shell = process.platform === 'win32';
    const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', shell });
    if (status === 0) return null;
    return `${stdout}${stderr}`.trim().split('\n').at(-1) ?? 'no answer';
  },
  say: (line) => console.log(line),
};

/**
 * The first browser that starts: CHROMIUM_PATH, Playwright's own, then the system's.
 * Installs nothing.
 *
 * @param {Machine} machine
 * @returns {string | null} path of the executable
 * @throws when CHROMIUM_PATH is set and does not start, as a wish must not be passed over
 */
export function findBrowser(machine = thisMachine) {
  if (machine.chosenPath) {
    if (machine.works(machine.chosenPath)) return machine.chosenPath;
    throw new Error(`CHROMIUM_PATH is set to ${machine.chosenPath}, which does not start.`);
  }
  const system = Object.entries(SYSTEM_PATHS).find(([platform]) => platform === machine.platform);
  return [machine.playwrightPath, ...(system?.[1] ?? [])].find(machine.works) ?? null;
}

/**
 * As {@link findBrowser}; where there is none, installs Debian's as root on Debian, otherwise
 * Playwright's.
 *
 * @param {Machine} machine
 * @returns {string} path of the executable
 * @throws with {@link NO_BROWSER} when that failed
 */
export function requireBrowser(machine = thisMachine) {
  const found = findBrowser(machine);
  if (found) return found;
  const failures = machine.canUseApt ? [installByApt(machine, ['chromium'])] : [];
  const installed = findBrowser(machine);
  if (installed) return installed;
  machine.say('There is no Chromium here: installing Playwright’s, which takes a minute.');
  failures.push(machine.install('npx', ['playwright', 'install', 'chromium']));
  if (machine.works(machine.playwrightPath)) return machine.playwrightPath;
  const reasons = failures.filter((line) => line !== null);
  throw new Error([NO_BROWSER, ...reasons].join('\n'));
}

/**
 * As {@link requireBrowser}, for tests that look at the page alone: in the place of Debian's Chromium
 * its headless shell, which does a sixth less for each test, where it is there or can be installed.
 *
 * @param {Machine} machine
 * @returns {string} path of the executable
 */
export function requireShell(machine = thisMachine) {
  const browser = requireBrowser(machine);
  if (machine.chosenPath || browser !== DEBIAN_CHROMIUM) return browser;
  if (!machine.works(DEBIAN_SHELL) && machine.canUseApt) {
    installByApt(machine, ['chromium-headless-shell']);
  }
  return machine.works(DEBIAN_SHELL) ? DEBIAN_SHELL : browser;
}

/**
 * @param {Pick<Machine, 'install' | 'say'>} machine one that can use apt
 * @param {string[]} packages
 * @returns {string | null} null on success, otherwise the last line of the command that failed
 */
export function installByApt(machine, packages) {
  machine.say(`Installing Debian’s ${packages.join(', ')}, which takes a minute.`);
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  return machine.install('apt-get', ['update']) ?? machine.install('apt-get', install);
}

/**
 * Command-line flags for an automated browser. Playwright adds `--no-sandbox` by itself, without
 * which Chromium starts neither as root nor in most containers; it opens nothing but our own page.
 *
 * @param {{ softwareGpu: boolean }} options softwareGpu: WebGL and WebGPU through SwiftShader, so
 *   that a test sees the same GPU on every machine, those without one included
 * @returns {string[]}
 */
export function launchFlags({ softwareGpu }) {
  const quiet = [
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  const gpu = ['--enable-unsafe-swiftshader', '--use-webgpu-adapter=swiftshader'];
  return [...quiet, '--enable-unsafe-webgpu', ...(softwareGpu ? gpu : [])];
}

/** @param {string} path */
function startsHere(path) {
  if (!existsSync(path)) return false;
  // Elsewhere `--version` may open a window; a missing library is a Linux matter anyway.
  if (process.platform !== 'linux') return true;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}
