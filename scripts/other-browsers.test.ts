import { describe, expect, it } from 'vitest';
import { findOther, requireOther, sayLeftOut } from './other-browsers.mjs';

const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const DEBIAN_WEBKIT = ['/usr/bin/WebKitWebDriver', '/usr/bin/xvfb-run', MINI_BROWSER];

/** A Linux machine on which the files in `present` are there, and installers fail. */
function machine(present: string[]) {
  return {
    platform: 'linux' as NodeJS.Platform,
    playwrightPaths: { firefox: '/cache/firefox', webkit: '/cache/webkit' },
    works: (path: string) => present.includes(path),
    exists: (path: string) => present.includes(path),
    canUseApt: false,
    install: (_command: string, _args: string[]): string | null => 'no network',
    say: (_line: string) => {},
  };
}

describe('findOther', () => {
  it('takes the system’s Firefox, then Playwright’s', () => {
    const both = ['/usr/bin/firefox-esr', '/cache/firefox'];
    const system = { name: 'firefox', driver: 'bidi', path: '/usr/bin/firefox-esr' };
    expect(findOther('firefox', machine(both))).toEqual(system);
    const own = { name: 'firefox', driver: 'playwright', path: '/cache/firefox' };
    expect(findOther('firefox', machine(['/cache/firefox']))).toEqual(own);
    expect(findOther('firefox', machine([]))).toBeNull();
  });

  it('takes WebKitGTK where all that drives it is there', () => {
    const found = { name: 'webkit', driver: 'webdriver', path: MINI_BROWSER };
    expect(findOther('webkit', machine(DEBIAN_WEBKIT))).toEqual(found);
    expect(findOther('webkit', machine(DEBIAN_WEBKIT.slice(1)))).toBeNull();
  });
});

describe('requireOther', () => {
  it('installs Debian’s packages where it may', () => {
    const present: string[] = [];
    const asked: string[] = [];
    const install = (command: string, args: string[]) => {
      asked.push([command, ...args].join(' '));
      if (args[0] === 'install') present.push(...DEBIAN_WEBKIT);
      return null;
    };
    const debian = { ...machine(present), canUseApt: true, install };
    expect(requireOther('webkit', debian).driver).toBe('webdriver');
    expect(asked.at(-1)).toBe(
      'apt-get install -y --no-install-recommends webkit2gtk-driver xvfb xauth',
    );
  });

  it('installs Playwright’s elsewhere', () => {
    const present: string[] = [];
    const install = (_command: string, args: string[]) => {
      present.push(`/cache/${args.at(-1)}`);
      return null;
    };
    expect(requireOther('webkit', { ...machine(present), install }).driver).toBe('playwright');
  });

  it('says what the installer said when it fails', () => {
    expect(() => requireOther('firefox', machine([]))).toThrow(
      'There is no firefox to test with, and none could be installed.\nno network',
    );
  });
});

describe('sayLeftOut', () => {
  const firefox = { name: 'firefox', driver: 'bidi', path: '/usr/bin/firefox' } as const;
  const webkit = { name: 'webkit', driver: 'webdriver', path: MINI_BROWSER } as const;

  it('names what is missing, and that without both nothing runs', () => {
    expect(sayLeftOut([firefox, webkit])).toBeNull();
    expect(sayLeftOut([firefox])).toBe('without webkit, which `npm run test:browsers` installs');
    expect(sayLeftOut([])).toBe(
      'left out without firefox and webkit, which `npm run test:browsers` installs',
    );
  });
});
