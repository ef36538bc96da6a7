import { describe, expect, it } from 'vitest';
import { findBrowser, launchFlags, NO_BROWSER, requireBrowser, requireShell } from './browser.mjs';

/** A Linux machine on which the executables in `present` start, and installers fail. */
function machine(present: string[]) {
  return {
    platform: 'linux' as NodeJS.Platform,
    chosenPath: undefined as string | undefined,
    playwrightPath: '/cache/playwright/chrome',
    works: (path: string) => present.includes(path),
    canUseApt: false,
    install: (_command: string, _args: string[]): string | null => 'no network',
    say: (_line: string) => {},
  };
}

describe('findBrowser', () => {
  it('prefers CHROMIUM_PATH, then Playwright, then the system', () => {
    const all = ['/mine', '/cache/playwright/chrome', '/usr/bin/google-chrome'];
    expect(findBrowser({ ...machine(all), chosenPath: '/mine' })).toBe('/mine');
    expect(findBrowser(machine(all))).toBe('/cache/playwright/chrome');
    expect(findBrowser(machine(['/usr/bin/google-chrome']))).toBe('/usr/bin/google-chrome');
    expect(findBrowser(machine([]))).toBeNull();
  });

  it('looks where each platform installs browsers', () => {
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    expect(findBrowser({ ...machine([edge]), platform: 'win32' })).toBe(edge);
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    expect(findBrowser({ ...machine([chrome]), platform: 'darwin' })).toBe(chrome);
    expect(findBrowser({ ...machine([chrome]), platform: 'freebsd' })).toBeNull();
  });

  it('does not pass over a CHROMIUM_PATH that does not start', () => {
    const search = () => findBrowser({ ...machine(['/usr/bin/chromium']), chosenPath: '/gone' });
    expect(search).toThrow('CHROMIUM_PATH is set to /gone, which does not start.');
  });
});

describe('requireBrowser', () => {
  it('installs nothing, and says nothing, where there is one', () => {
    const said: string[] = [];
    const here = machine(['/usr/bin/chromium']);
    const found = requireBrowser({ ...here, canUseApt: true, say: (line) => said.push(line) });
    expect(found).toBe('/usr/bin/chromium');
    expect(said).toEqual([]);
  });

  it("installs Playwright's where there is none", () => {
    const present: string[] = [];
    const install = (command: string) => {
      if (command !== 'npx') return 'not found';
      present.push('/cache/playwright/chrome');
      return null;
    };
    expect(requireBrowser({ ...machine(present), install })).toBe('/cache/playwright/chrome');
  });

  it("installs Debian's where it may, and says so in one line", () => {
    const present: string[] = [];
    const asked: string[] = [];
    const said: string[] = [];
    const install = (command: string, args: string[]) => {
      asked.push([command, ...args].join(' '));
      if (args[0] === 'install') present.push('/usr/bin/chromium');
      return null;
    };
    const say = (line: string) => said.push(line);
    const debian = { ...machine(present), canUseApt: true, install, say };
    expect(requireBrowser(debian)).toBe('/usr/bin/chromium');
    expect(asked).toEqual([
      'apt-get update',
      'apt-get install -y --no-install-recommends chromium',
    ]);
    expect(said).toEqual(['Installing Debian’s chromium, which takes a minute.']);
  });

  it("falls back on Playwright's where Debian's does not come", () => {
    const present: string[] = [];
    const install = (command: string) => {
      if (command === 'npx') present.push('/cache/playwright/chrome');
      return command === 'npx' ? null : 'no network';
    };
    const debian = { ...machine(present), canUseApt: true, install };
    expect(requireBrowser(debian)).toBe('/cache/playwright/chrome');
  });

  it('says in one sentence what to install when all fails, and what the installers said', () => {
    expect(() => requireBrowser(machine([]))).toThrow(`${NO_BROWSER}\nno network`);
  });
});

describe('requireShell', () => {
  const chromium = '/usr/bin/chromium';
  const shell = '/usr/bin/chromium-headless-shell';

  it("is Debian's headless shell where its Chromium would be taken", () => {
    expect(requireShell(machine([chromium, shell]))).toBe(shell);
    expect(requireShell(machine(['/cache/playwright/chrome', chromium, shell]))).toBe(
      '/cache/playwright/chrome',
    );
    expect(requireShell({ ...machine([chromium, shell]), chosenPath: chromium })).toBe(chromium);
  });

  it('is installed where it may be, and done without where it does not come', () => {
    const present = [chromium];
    const debian = { ...machine(present), canUseApt: true };
    expect(requireShell(debian)).toBe(chromium);
    const install = (_command: string, args: string[]) => {
      if (args.includes('chromium-headless-shell')) present.push(shell);
      return null;
    };
    expect(requireShell({ ...debian, install })).toBe(shell);
  });
});

describe('launchFlags', () => {
  it('uses the software GPU only when asked', () => {
    const software = '--use-webgpu-adapter=swiftshader';
    expect(launchFlags({ softwareGpu: true })).toContain(software);
    expect(launchFlags({ softwareGpu: false })).not.toContain(software);
  });
});
