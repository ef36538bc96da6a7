import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { build, type PreviewServer, preview } from 'vite';
import { pageHeaders, securityPolicy } from '../scripts/headers.ts';
import { simdKernels } from '../scripts/simd/plugin.ts';
import type { EngineOptions } from '../src/engine/engine.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = 'node_modules/.cache/engines';
let server: PreviewServer;
let origin: string;

// The contract's worker is no part of the page: it is built and served apart, under the page's policy.
test.beforeAll(async () => {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [simdKernels()],
    worker: { format: 'es', plugins: () => [simdKernels()] },
    build: {
      outDir,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: {
        input: 'src/engine/contract/contract-worker.ts',
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  const headers = { ...pageHeaders, 'Content-Security-Policy': securityPolicy };
  server = await preview({
    root,
    configFile: false,
    appType: 'mpa',
    build: { outDir },
    preview: { port: 0, headers },
  });
  origin = server.resolvedUrls?.local[0] ?? '';
});

test.afterAll(() => server.close());

// What needs no browser keeps the contract in Node, in `contract.test.ts`: JavaScript, and our kernels on
// one thread.
for (const kind of ['webgl', 'webgpu']) {
  test(`the ${kind} engine keeps the contract`, async ({ page }) => {
    expect(await order(page, { task: 'keepContract', kind })).toEqual([]);
  });
}

test('the simd engine keeps the contract on three threads', async ({ page }) => {
  const threads = { task: 'keepContract', kind: 'simd', options: { threads: 3 } };
  expect(await order(page, threads)).toEqual([]);
});

test('the simd engine starts on one thread, and others join it', async ({ page }) => {
  expect(await order(page, { task: 'joinLater', kind: 'simd' })).toEqual([]);
});

test('the simd engine comes to the same bits in a browser', async ({ page }) => {
  const reproducible = { task: 'reproduce', kind: 'simd', options: { reproducible: true } };
  expect(await order(page, reproducible)).toEqual([]);
});

test('the simd engine says when a thread was lost, and goes on with others', async ({ page }) => {
  const threads = { task: 'surviveLoss', kind: 'simd', options: { threads: 2 } };
  expect(await order(page, threads)).toEqual([]);
});

test('the webgl engine draws to four textures at once', async ({ page }) => {
  expect(await order(page, { task: 'drawInParts', kind: 'webgl' })).toEqual([]);
});

test('the webgl engine does without where a device can draw to one only', async ({ page }) => {
  expect(await order(page, { task: 'doWithoutParts', kind: 'webgl' })).toEqual([]);
});

for (const kind of ['webgl', 'webgpu']) {
  test(`the ${kind} engine does not grow`, async ({ page }) => {
    expect(await order(page, { task: 'growNot', kind })).toEqual([]);
  });

  test(`the ${kind} engine says that it was lost, and another takes its place`, async ({
    page,
  }) => {
    expect(await order(page, { task: 'surviveLoss', kind })).toEqual([]);
  });
}

/** Has the contract's worker do something; returns its complaints. */
async function order(
  page: Page,
  message: { task: string; kind: string; options?: EngineOptions },
): Promise<string[]> {
  const body = '<!doctype html><title>Engines</title>';
  await page.route(origin, (route) =>
    route.fulfill({ contentType: 'text/html', headers: pageHeaders, body }),
  );
  await page.goto(origin);
  return page.evaluate((message) => {
    const worker = new Worker('/contract-worker.js', { type: 'module' });
    return new Promise<string[]>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(message);
    });
  }, message);
}
