import { expect, test } from '@playwright/test';
import { Playground } from './playground.ts';

test('Train is obeyed when it is pressed before the first images are here', async ({ page }) => {
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/data\/mnist-/, async (route) => {
    await isReleased;
    await route.continue();
  });
  const playground = new Playground(page);
  await page.goto('./');
  await playground.button('Train').click();
  await expect(page.getByText('Training begins as soon as')).toBeVisible();
  await playground.expectState('loading');
  release();
  await playground.trainPast(5);
  await playground.expectState('training');
  await expect(page.getByText('Runs on WebAssembly')).toBeVisible();
});

test('a run moves to a graphics processor that is known to be faster', async ({ page }) => {
  const renderer = 'NVIDIA GeForce RTX 3060';
  // The software renderer under another name, in workers alone; it is what draws all the same.
  const disguise = `
    const { getParameter } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.getParameter = function (name) {
      const value = getParameter.call(this, name);
      const isName = typeof value === 'string' && value.includes('SwiftShader');
      return isName ? 'ANGLE (NVIDIA, ${renderer}, OpenGL)' : value;
    };
    const { getContext } = OffscreenCanvas.prototype;
    OffscreenCanvas.prototype.getContext = function (kind, options) {
      return getContext.call(this, kind, { ...options, failIfMajorPerformanceCaveat: false });
    };`;
  await page.route(/\/assets\/worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${disguise}\n${await response.text()}` });
  });
  await page.addInitScript((adapter) => {
    const speeds = [[`dense|5|8|${adapter}`, { simd: 1000, webgl: 4000 }]];
    localStorage.setItem('autoencoder-playground.speeds.1', JSON.stringify(speeds));
  }, renderer);
  const playground = new Playground(page);
  await playground.open();
  await expect(page.getByText('Runs on WebAssembly')).toBeVisible();
  await playground.button('Train').click();
  await expect(
    page.getByText('WebGL trains this network 4.0 times as fast here as WebAssembly').first(),
  ).toBeVisible();
  await expect(page.getByText(`Runs on WebGL: ${renderer}`)).toBeVisible();
  const { step } = await playground.readStatus();
  expect(step).toBeGreaterThan(0);
  await playground.trainPast(step + 5);
  await playground.expectState('training');
});
