import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { Playground } from './playground.ts';

/** Bytes of gzipped JavaScript that the page may take before TensorFlow.js. */
const BUDGET = 250_000;

test('the page takes little JavaScript before TensorFlow.js', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'Edit layers' }).click();
  await expect(page.getByRole('dialog', { name: 'Layers' })).toBeVisible();
  await page.keyboard.press('Escape');
  const workers = page.workers().map((worker) => worker.url());
  expect(workers.length).toBe(2);

  // The chart comes with the first losses; what the workers load by then is TensorFlow.js.
  await playground.button('Train').click();
  const scripts = () =>
    page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.endsWith('.js')),
    );
  await expect.poll(async () => (await scripts()).join(' ')).toContain('LossChart');

  let bytes = 0;
  for (const url of new Set([...(await scripts()), ...workers])) {
    const response = await page.request.get(url);
    bytes += gzipSync(await response.body()).length;
  }
  expect(bytes).toBeLessThan(BUDGET);
});

test('TensorFlow.js is not loaded before something trains', async ({ page }) => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  const playground = new Playground(page);
  await playground.open();
  await page.waitForLoadState('networkidle');
  expect(urls.join(' ')).toContain('trainer-worker');
  expect(urls.join(' ')).not.toMatch(/tfjs|webgl|webgpu/);
  await playground.button('Step').click();
  await playground.expectStep(1);
  expect(urls.join(' ')).toMatch(/tfjs/);
});
