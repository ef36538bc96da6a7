import { expect, test } from '@playwright/test';
import { Playground } from './playground.ts';

const SCRIPT = '**/assets/index-*.js';

test('a page whose program is missing says so, and a reload starts it', async ({ page }) => {
  await page.route(SCRIPT, (route) => route.fulfill({ status: 404, body: 'gone' }));
  await page.goto('./');
  await expect(page.getByText('its program could not be loaded')).toBeVisible();
  await page.unroute(SCRIPT);
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await new Playground(page).expectState('ready');
  await expect(page.getByText('did not start')).toHaveCount(0);
});

test('an embed whose program is missing says so, and where the full page is', async ({ page }) => {
  await page.route('**/assets/embed-*.js', (route) => route.abort());
  await page.goto('./embed/');
  await expect(page.getByText('its program could not be loaded')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open full page' })).toHaveAttribute('href', '../');
});

test('a program that the browser cannot read is told apart', async ({ page }) => {
  await page.route(SCRIPT, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'let future = 1 |> 2;' }),
  );
  await page.goto('./');
  await expect(page.getByText('This browser cannot read the playground’s program.')).toBeVisible();
});

for (const name of ['Worker', 'structuredClone'] as const) {
  test(`a browser without ${name} is told what it lacks`, async ({ page }) => {
    await page.addInitScript((name) => Reflect.deleteProperty(window, name), name);
    await page.goto('./');
    await expect(page.getByText('This browser cannot run the playground: it lacks')).toBeVisible();
  });
}

test('workers that may not be started are named', async ({ page }) => {
  await page.addInitScript(() => {
    window.Worker = class {
      constructor() {
        throw new Error('workers are forbidden here');
      }
    } as unknown as typeof Worker;
  });
  await page.goto('./');
  await expect(page.getByText('The training worker could not be loaded.').first()).toBeVisible();
});

test('without streams that pack, without OffscreenCanvas, links open and pictures are drawn', async ({
  page,
}) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.addInitScript(() => {
    for (const name of ['CompressionStream', 'DecompressionStream', 'OffscreenCanvas']) {
      Reflect.deleteProperty(window, name);
    }
  });
  const playground = new Playground(page);
  await playground.open();
  await playground.combobox('Network').selectOption('deep');
  await playground.button('Share').click();
  const link = page.getByRole('textbox', { name: 'Link' });
  await expect(link).toHaveValue(/#1\./);
  const address = await link.inputValue();
  await page.goto('about:blank');
  await playground.open(address);
  await expect(playground.combobox('Network')).toHaveValue('deep');
  await page.getByRole('tab', { name: 'Latent map' }).click();
  expect(errors).toEqual([]);
});

test('a link whose reader does not load opens the usual experiment, and says why', async ({
  page,
}) => {
  await page.route('**/assets/read-link*', (route) => route.abort());
  await new Playground(page).open('./#1.anything');
  await expect(page.getByText('what reads links did not load').first()).toBeVisible();
  await page.unroute('**/assets/read-link*');
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByText('it is damaged or cut off').first()).toBeVisible();
});
