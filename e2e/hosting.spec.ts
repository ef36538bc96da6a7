import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { createServer as createDevServer } from 'vite';
import { Playground } from './playground.ts';
import { StaticHost } from './static-host.ts';

test('the built page works from a folder of any static host, without our headers', async ({
  page,
}) => {
  const host = await StaticHost.start('/course/week-3/');
  const playground = new Playground(page);
  await playground.open(host.url);
  await playground.button('Step').click();
  await playground.expectStep(1);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await host.stop();
});

test('an embed has a clean address too', async ({ page }) => {
  const host = await StaticHost.start('/course/');
  await page.goto(`${host.url}embed/?preset=deep-4&backend=simd`);
  await expect(page.getByRole('heading', { name: 'Deep 4' })).toBeVisible();
  await page.getByRole('button', { name: 'Load and train' }).click();
  await new Playground(page).expectState('training');
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Open full page' }).click();
  await expect(await opened).toHaveURL(new RegExp(`${host.url}#1\\.`));
  await host.stop();
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

test('the page has the production headers and the notices of every dependency', async ({
  page,
}) => {
  const answer = await page.goto('./');
  const headers = answer?.headers() ?? {};
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['content-security-policy']).not.toContain("'unsafe-eval'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);

  const link = page.getByRole('link', { name: 'Licences of the software' });
  const response = await page.request.get((await link.getAttribute('href')) ?? '');
  const text = await response.text();
  const file = fileURLToPath(new URL('../package.json', import.meta.url));
  const { dependencies } = JSON.parse(await readFile(file, 'utf8'));
  // recharts wants it installed; nothing of it is in the page.
  const { 'react-is': _unused, ...shipped } = dependencies;
  for (const name of Object.keys(shipped)) expect(text).toContain(`\n${name} `);
  expect(text).toContain('MNIST');
});
