import { chromium, expect, test } from '@playwright/test';
import { launchFlags } from '../scripts/browser.mjs';
import { Playground } from './playground.ts';

test('numbers out of range are refused beside the field, and nothing changes', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.setNumber('Batch size', 0);
  await expect(
    page.getByText('Batch size must be a whole number from 1 to 4096.').first(),
  ).toBeVisible();
  await playground.button('Step').click();
  await playground.expectStep(1);
  await playground.expectState('paused');
});

test('images that do not arrive are named, and a retry brings them', async ({ page }) => {
  const playground = new Playground(page);
  const isPack = /\.pack/;
  let packs = 0;
  await page.route(isPack, (route) => {
    packs++;
    return packs > 1 ? route.abort() : route.continue();
  });
  await playground.open('./', { ahead: true });
  const retry = page.getByRole('button', { name: 'Retry' }).first();
  await expect(retry).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('did not arrive').first()).toBeVisible();

  await playground.combobox('Backend').selectOption('simd');
  await playground.button('Train').click();
  await playground.trainPast(3);

  await page.unroute(isPack);
  await retry.click();
  await expect(page.getByText('did not arrive').first()).toBeHidden({ timeout: 60_000 });
});

test('a page without any image says so, and a retry makes it ready', async ({ page }) => {
  const isData = /\/data\/mnist/;
  await page.route(isData, (route) => route.abort());
  const playground = new Playground(page);
  await page.goto('./');
  await playground.expectState('error');
  await expect(page.getByText('did not arrive').first()).toBeVisible();
  await page.unroute(isData);
  await page.getByRole('button', { name: 'Retry' }).first().click();
  await playground.expectState('ready');
});

test('without a graphics adapter the CPU trains, and the page says why', async ({ baseURL }) => {
  const executablePath = process.env.CHROMIUM_PATH;
  const browser = await chromium.launch({
    args: [
      ...launchFlags({ softwareGpu: false }),
      '--disable-gpu',
      '--disable-software-rasterizer',
    ],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  const page = await browser.newPage({ baseURL: baseURL ?? '' });
  const playground = new Playground(page);
  await playground.open();
  for (const name of ['WebGPU', 'WebGL']) {
    const option = playground.combobox('Backend').getByRole('option', { name });
    await expect(option).toBeDisabled();
  }
  await playground.button('Train').click();
  await playground.trainPast(2);
  await browser.close();
});
