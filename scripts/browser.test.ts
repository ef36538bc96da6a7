import { describe, expect, it } from 'vitest';
import { findBrowser, launchFlags, NO_BROWSER, requireBrowser } from './browser.mjs';

/** A Linux machine on which the executables in `present` start, and installers do nothing. */
function machine(present: string[]) {
  return {
    platform: 'linux' as NodeJS.Platform,
    chosenPath: undefined as string | undefined,
    playwrightPath: '/cache/playwright/chrome',
    works: (path: string) => present.includes(path),
    canUseApt: false,
    runs: (_command: string, _args: string[]) => false,
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
  it("installs Playwright's where there is none", () => {
    const present: string[] = [];
    const installer = (command: string) => {
      if (command === 'npx') present.push('/cache/playwright/chrome');
      return command === 'npx';
    };
    expect(requireBrowser({ ...machine(present), runs: installer })).toBe(
      '/cache/playwright/chrome',
    );
  });

  it('falls back on apt where it may', () => {
    const present: string[] = [];
    const asked: string[] = [];
    const installer = (command: string, args: string[]) => {
      asked.push([command, ...args].join(' '));
      if (args[0] === 'install' && command === 'apt-get') present.push('/usr/bin/chromium');
      return command === 'apt-get';
    };
    const debian = { ...machine(present), canUseApt: true, runs: installer };
    expect(requireBrowser(debian)).toBe('/usr/bin/chromium');
    expect(asked).toEqual([
      'npx playwright install chromium',
      'apt-get update',
      'apt-get install -y chromium',
    ]);
  });

  it('says in one sentence what to install when all fails', () => {
    expect(() => requireBrowser(machine([]))).toThrow(NO_BROWSER);
  });
});

describe('launchFlags', () => {
  it('uses the software GPU only when asked', () => {
    const software = '--use-webgpu-adapter=swiftshader';
    expect(launchFlags({ softwareGpu: true })).toContain(software);
    expect(launchFlags({ softwareGpu: false })).not.toContain(software);
  });
});
