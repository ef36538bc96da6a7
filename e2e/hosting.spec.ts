import { createReadStream, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { createServer as createDevServer } from 'vite';
import { Playground } from './playground.ts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** A plain static host that knows none of our headers and keeps the page in a folder. */
function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const inside = pathname.startsWith(folder) ? pathname.slice(folder.length) : '../missing';
    const file = join(dist, normalize(inside.replace(/(^|\/)$/, '$1index.html')));
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, () => resolve(server)));
}

test('the built page works from a folder of any static host, without our headers', async ({
  page,
}) => {
  const server = await serve('/course/week-3/');
  const { port } = server.address() as AddressInfo;
  const playground = new Playground(page);
  await playground.open(`http://localhost:${port}/course/week-3/`);
  await playground.button('Step').click();
  await playground.expectStep(1);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  server.close();
});

test('an embed has a clean address too', async ({ page }) => {
  const server = await serve('/course/');
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://localhost:${port}/course/embed/?preset=deep-4&backend=simd`);
  await expect(page.getByRole('heading', { name: 'Deep 4' })).toBeVisible();
  await page.getByRole('button', { name: 'Load and train' }).click();
  await new Playground(page).expectState('training');
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Open full page' }).click();
  await expect(await opened).toHaveURL(new RegExp(`:${port}/course/#1\\.`));
  server.close();
});

test('the development server, started cold, does not reload when training begins', async ({
  page,
}, testInfo) => {
  const server = await createDevServer({
    root: fileURLToPath(new URL('..', import.meta.url)),
    cacheDir: testInfo.outputPath('vite'),
    logLevel: 'warn',
    server: { port: 0 },
  });
  await server.listen();
  const [url] = server.resolvedUrls?.local ?? [];
  const playground = new Playground(page);
  await playground.open(url);
  let loads = 0;
  page.on('load', () => {
    loads++;
  });
  await playground.button('Step').click();
  await playground.expectStep(1);
  expect(loads).toBe(0);
  await server.close();
});

test('the preview sends the production headers', async ({ page }) => {
  const response = await page.goto('./');
  const headers = response?.headers() ?? {};
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['content-security-policy']).not.toContain("'unsafe-eval'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});
