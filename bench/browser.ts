import { cpus } from 'node:os';
import { type Browser, chromium } from '@playwright/test';
import { launchFlags, requireBrowser } from '../scripts/browser.mjs';

/**
 * Starts the browser, with the machine's own graphics processor where it has one that Chromium can
 * use, and with a software renderer in its place where it has none.
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = requireBrowser();
  const launch = (softwareGpu: boolean) =>
    chromium.launch({ executablePath, args: launchFlags({ softwareGpu }) });
  const browser = await launch(false);
  if (await rendererOf(browser)) return browser;
  await browser.close();
  return launch(true);
}

/** The processor, the browser and the graphics processor, for people. */
export async function describeMachine(browser: Browser): Promise<string> {
  const [first, ...others] = cpus();
  const processor = `${first?.model ?? 'unknown processor'}, ${others.length + 1} cores`;
  const renderer = (await rendererOf(browser)) ?? 'no WebGL';
  return `${processor}; ${process.platform}; Chromium ${browser.version()}, headless; ${renderer}`;
}

/** What WebGL 2 says that it draws with; null where there is none. */
async function rendererOf(browser: Browser): Promise<string | null> {
  const page = await browser.newPage();
  const renderer = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2');
    const details = gl?.getExtension('WEBGL_debug_renderer_info');
    return gl && details ? String(gl.getParameter(details.UNMASKED_RENDERER_WEBGL)) : null;
  });
  await page.close();
  return renderer;
}
