import type { BrowserType, LaunchOptions } from '@playwright/test';
import { type Driver, type Point, WINDOW } from './driver.ts';

/** A browser that Playwright can drive: Chromium, or its own Firefox and WebKit. */
export async function openPlaywright(type: BrowserType, options: LaunchOptions): Promise<Driver> {
  const browser = await type.launch(options);
  const page = await browser.newPage({ viewport: WINDOW });
  return {
    goto: async (address) => {
      await page.goto(address);
    },
    inject: async (script) => {
      await page.evaluate(`${script};null`);
    },
    evaluate: (act, ...args) =>
      // Playwright's type wants one argument, and unwraps handles, of which there are none.
      page.evaluate(`(${act})(...${JSON.stringify(args)})`),
    async drag(points: readonly Point[]) {
      const [first, ...others] = points;
      if (!first) return;
      await page.mouse.move(first.x, first.y);
      await page.mouse.down();
      for (const { x, y } of others) await page.mouse.move(x, y, { steps: 8 });
      await page.mouse.up();
    },
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    choose: (selector, file) => page.setInputFiles(selector, file),
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  };
}
