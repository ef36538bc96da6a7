import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { Playground } from './playground.ts';

/** Bytes of gzipped JavaScript that the page may take before TensorFlow.js. */
const BUDGET = 250_000;
const ASSETS = fileURLToPath(new URL('../dist/assets/', import.meta.url));

/** Requests of the page and its workers until it is ready, without the data set's packs. */
const PAGE_REQUESTS = 25;
/** Requests of an embed's poster. */
const POSTER_REQUESTS = 6;
/** Bytes of a script below which a request of its own costs more than the script. */
const SMALLEST_SCRIPT = 350;

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
  await playground.trainPast(1);
  expect(loaded()).not.toMatch(/tfjs|webgl|webgpu/);

  let bytes = 0;
  for (const url of urls) {
    const response = await page.request.get(url);
    bytes += gzipSync(await response.body()).length;
  }
  expect(bytes).toBeLessThan(BUDGET);
});

test('the page starts with few requests', async ({ page }) => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  const playground = new Playground(page);
  await playground.open();
  const program = urls.filter((url) => !url.endsWith('.pack'));
  expect(program.join(' ')).toMatch(/\/page-.*\/worker-.*\/simd-/);
  expect(program.length).toBeLessThanOrEqual(PAGE_REQUESTS);
});

test('a poster starts with few requests', async ({ page }) => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  await page.goto('./embed.html');
  await expect(page.getByRole('button', { name: 'Load and train' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(urls.length).toBeLessThanOrEqual(POSTER_REQUESTS);
});

test('no script is too small for a request of its own', () => {
  const scripts = readdirSync(ASSETS).filter((file) => file.endsWith('.js'));
  const small = scripts.filter((file) => statSync(ASSETS + file).size < SMALLEST_SCRIPT);
  expect(small).toEqual([]);
});

test('no script imports that of the workers, which WebKit would run again', () => {
  const scripts = readdirSync(ASSETS).filter((file) => file.endsWith('.js'));
  const importing = (pattern: RegExp) =>
    scripts.filter((file) => pattern.test(readFileSync(ASSETS + file, 'utf8')));
  expect(importing(/(from|import)\s*\(?["'`]\.\/engine-/)).not.toEqual([]);
  expect(importing(/(from|import)\s*\(?["'`]\.\/worker-/)).toEqual([]);
});

test('TensorFlow.js is loaded only where something trains on it', async ({ page }) => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  const playground = new Playground(page);
  await playground.open();
  await page.waitForLoadState('networkidle');
  await playground.button('Step').click();
  await playground.expectStep(1);
  // The workers' script and kernels.
  expect(urls.join(' ')).toMatch(/\/worker-.*\/simd-\w+-[^/]*\.wasm/);
  expect(urls.join(' ')).not.toMatch(/tfjs|webgl|webgpu/);
  await playground.combobox('Backend').selectOption('cpu');
  await playground.button('Step').click();
  await playground.expectStep(2);
  expect(urls.join(' ')).toMatch(/tfjs/);
});
