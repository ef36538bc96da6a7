import puppeteer from 'puppeteer-core';
import { type Driver, type Point, WINDOW } from './driver.ts';

/** An installed Firefox, by WebDriver BiDi. */
export async function openFirefox(executablePath: string): Promise<Driver> {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  const page = await browser.newPage();
  await page.setViewport(WINDOW);
  return {
    goto: async (address) => {
      await page.goto(address);
    },
    inject: async (script) => {
      await page.evaluate(`${script};null`);
    },
    evaluate: async <Result>(act: unknown, ...args: unknown[]) =>
      (await page.evaluate(`(${act})(...${JSON.stringify(args)})`)) as Result,
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
    async choose(selector, file) {
      const input = await page.$(`::-p-xpath(//input[@type="file"])`);
      await (input as Awaited<ReturnType<typeof page.$<'input'>>>)?.uploadFile(file);
      if (!input) throw new Error(`There is no ${selector}.`);
    },
    screenshot: async () => Buffer.from(await page.screenshot()),
    close: () => browser.close(),
  };
}
