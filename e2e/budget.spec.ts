import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { Playground } from './playground.ts';

/** Bytes of gzipped JavaScript that the page may take before TensorFlow.js. */
const BUDGET = 250_000;

test('the page takes little JavaScript before TensorFlow.js', async ({ page }) => {
  const urls = new Set<string>();
  page.on('request', (request) => {
    if (request.resourceType() === 'script' || /\.js(#|$)/.test(request.url())) {
      urls.add(request.url().replace(/#.*/, ''));
    }
  });
  // What the page loads when it is ready and idle, it does not need to start.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'Edit layers' }).click();
  await expect(page.getByRole('dialog', { name: 'Layers' })).toBeVisible();
  await page.keyboard.press('Escape');

  // WebAssembly trains without TensorFlow.js; the chart comes with the first losses.
  await playground.combobox('Backend').selectOption('simd');
  await playground.button('Train').click();
  const loaded = () => [...urls].join(' ');
  await expect.poll(loaded).toContain('LossChart');
  await expect.poll(loaded).toContain('simd-engine');
  expect(loaded()).not.toMatch(/tfjs|webgl|webgpu/);

  let bytes = 0;
  for (const url of urls) {
    const response = await page.request.get(url);
    bytes += gzipSync(await response.body()).length;
  }
  expect(bytes).toBeLessThan(BUDGET);
});

test('TensorFlow.js is loaded only where something trains on it', async ({ page }) => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  const playground = new Playground(page);
  await playground.open();
  await page.waitForLoadState('networkidle');
  expect(urls.join(' ')).toContain('trainer-role');
  await playground.button('Step').click();
  await playground.expectStep(1);
  expect(urls.join(' ')).toContain('simd-engine');
  expect(urls.join(' ')).not.toMatch(/tfjs|webgl|webgpu/);
  await playground.combobox('Backend').selectOption('cpu');
  await playground.button('Step').click();
  await playground.expectStep(2);
  expect(urls.join(' ')).toMatch(/tfjs/);
});
