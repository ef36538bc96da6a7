import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { pageHeaders, securityPolicy } from '../scripts/headers.ts';
import { Playground } from './playground.ts';
import { StaticHost } from './static-host.ts';

// What a service worker caches outlives a test.
test.use({ serviceWorkers: 'allow', reuseContext: false });

const HEADERS = {
  ...pageHeaders,
  'Content-Security-Policy': securityPolicy,
  'Cache-Control': 'max-age=600',
};
const packs = readdirSync(fileURLToPath(new URL('../dist/data', import.meta.url))).filter((file) =>
  file.endsWith('.pack'),
);

/** Waits until the page's service worker is there, and has so many files of the data set. */
async function keptData(page: Page, files: number): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  const count = () => page.evaluate(async () => (await (await caches.open('data')).keys()).length);
  await expect.poll(count, { timeout: 60_000 }).toBe(files);
}

test('after one visit the whole page works with the server stopped', async ({ page }) => {
  const host = await StaticHost.start('/course/', HEADERS);
  const playground = new Playground(page);
  await playground.open(host.url, { ahead: true });
  await keptData(page, packs.length + 1);
  const fetched = host.asked.filter((path) => path.endsWith('.pack'));
  expect(fetched.toSorted()).toEqual(packs.map((file) => `data/${file}`).toSorted());

  await host.stop();
  await page.goto(`${host.url}?from=a-mail#1.damaged`);
  await playground.expectState('ready');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expect(page.getByText('it is damaged or cut off').first()).toBeVisible();
  await page.reload();
  await playground.expectState('ready');
  await playground.combobox('Backend').selectOption('cpu');
  await playground.button('Step').click();
  await playground.expectStep(1);
  await page.getByRole('tab', { name: 'Against PCA' }).click();
  await expect(page.getByRole('table').first()).toBeVisible({ timeout: 60_000 });
  // Said only until all are here.
  await expect(page.getByText('of 60,000 images here')).toHaveCount(0);
});

test('an embed, and a page in a frame, register nothing', async ({ page }) => {
  const host = await StaticHost.start('/', HEADERS);
  host.changed.set('frame.html', '<!doctype html><iframe src="./"></iframe>');
  await page.goto(`${host.url}embed.html?preset=vanilla&backend=simd`);
  await page.getByRole('button', { name: 'Load and train' }).click();
  await new Playground(page).expectState('training');
  await page.goto(`${host.url}frame.html`);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('html')).toHaveAttribute('data-state', 'ready', { timeout: 60_000 });
  // What the page loads last, when it is idle.
  await expect.poll(() => host.asked.some((path) => path.includes('/offline'))).toBe(true);
  const registrations = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  expect(await registrations()).toBe(0);
  expect(host.asked).not.toContain('service-worker.js');
  await host.stop();
});

/** Deploys a version whose engines on TensorFlow.js have other names. */
function deploy(host: StaticHost, version: number): void {
  const gone = /\bassets\/(tfjs-engine|cpu-device)[^",]*\.js,?/g;
  const worker = String(host.read('service-worker.js'))
    .replace(/id:"[^"]*"/, `id:"version-${version}"`)
    .replace(/id:`[^`]*`/, `id:\`version-${version}\``);
  host.changed.set('service-worker.js', worker.replace(gone, ''));
  const page = String(host.read('index.html'));
  host.changed.set('index.html', page.replace(/<title>[^<]*/, `<title>Version ${version}`));
}

test('a new version is offered, and after three an old tab still has all its parts', async ({
  page,
  context,
}) => {
  const host = await StaticHost.start('/', { ...HEADERS, 'Cache-Control': 'no-cache' });
  const old = new Playground(page);
  await old.open(host.url, { ahead: true });
  await page.evaluate(() => navigator.serviceWorker.ready);
  const engines = readdirSync(fileURLToPath(new URL('../dist/assets', import.meta.url))).filter(
    (file) => /^(tfjs-engine|cpu-device)/.test(file),
  );
  expect(engines).toHaveLength(2);
  for (const file of engines) host.changed.set(`assets/${file}`, null);

  for (const version of [1, 2, 3]) {
    deploy(host, version);
    const tab = await context.newPage();
    await new Playground(tab).open(host.url, { ahead: true });
    await expect(tab).not.toHaveTitle(`Version ${version}`);
    await expect(tab.getByText('A new version of the playground is here.').first()).toBeVisible();
    await tab.getByRole('button', { name: 'Save and reload' }).click();
    await expect(tab).toHaveTitle(`Version ${version}`);
    await tab.close();
  }

  await old.combobox('Backend').selectOption('cpu');
  await old.button('Step').click();
  await old.expectStep(1);
  await expect(page.getByText('Runs on CPU')).toBeVisible();
  await host.stop();
});
