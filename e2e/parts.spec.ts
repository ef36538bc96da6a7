import { expect, type Page, test } from '@playwright/test';
import { Playground } from './playground.ts';

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const tryAgain = (page: Page) => page.getByRole('button', { name: 'Try again' });

/** Lets files of this name, scripts and style sheets, fail; the result lets them come again. */
async function withhold(page: Page, name: string, status?: number): Promise<() => Promise<void>> {
  const pattern = `**/assets/${name}*`;
  const body = '<!doctype html>Another page';
  await page.route(pattern, (route) =>
    status === undefined
      ? route.abort()
      : route.fulfill({ status, contentType: 'text/html', body }),
  );
  return () => page.unroute(pattern);
}

test('what failed to load is loaded again at the press of a button', async ({ page }) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  const restore = [
    await withhold(page, 'WeightsView'),
    // Most views import it.
    await withhold(page, 'views'),
    await withhold(page, 'NetworkEditor-*.css'),
    await withhold(page, 'SavingDialog', 500),
  ];
  const playground = new Playground(page);
  await playground.open();

  await tab(page, 'Weights').click();
  const problem = page.getByText('Weights could not be loaded: the connection failed.');
  await expect(problem).toBeVisible();
  await tryAgain(page).click();
  await expect(problem).toBeVisible();
  await tab(page, 'Slow motion').click();
  await expect(page.getByText('Slow motion could not be loaded')).toBeVisible();
  await playground.button('Edit layers').click();
  const layers = page.getByRole('dialog', { name: 'Layers' });
  await expect(layers.getByText('The editor could not be loaded')).toBeVisible();
  await page.keyboard.press('Escape');
  await playground.button('Save and open').click();
  const saving = page.getByRole('dialog', { name: 'Save and open' });
  await expect(saving.getByText('Saving and opening could not be loaded')).toBeVisible();

  for (const undo of restore) await undo();
  await saving.getByRole('button', { name: 'Try again' }).click();
  await expect(saving.getByRole('button', { name: 'Save Experiment' })).toBeVisible();
  await page.keyboard.press('Escape');
  await tryAgain(page).click();
  await expect(playground.button('Take a new step')).toBeVisible();
  await tab(page, 'Weights').click();
  await expect(page.getByRole('heading', { name: 'Weights and activations' })).toBeVisible();
  await playground.button('Edit layers').click();
  await expect(layers.getByRole('button', { name: 'Build it' })).toBeVisible();
  const styles = await page.evaluate(() => [...document.styleSheets].map(({ href }) => href));
  expect(styles.join(' ')).toMatch(/NetworkEditor.*\.css/);
  expect(styles.join(' ')).toMatch(/WeightsView.*\.css/);
  expect(errors).toEqual([]);
});

test('a part that a deploy took away is told apart; dropped files then change nothing', async ({
  page,
}) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await withhold(page, 'Features', 404);
  // Some hosts answer with their page whatever is asked for.
  await withhold(page, 'Anomalies', 200);
  await withhold(page, 'open-files');
  const playground = new Playground(page);
  await playground.open();
  for (const name of ['Features', 'Anomalies']) {
    await tab(page, name).click();
    await expect(
      page.getByText(`${name} could not be loaded: the server has a newer version of the page.`),
    ).toBeVisible();
  }
  await playground.drop('weights.safetensors', Buffer.from('any'));
  await expect(page.getByText('What opens files could not be loaded').first()).toBeVisible();

  await playground.button('Step').click();
  await playground.expectStep(1);
  const reloaded = page.waitForEvent('load');
  await playground.button('Save and reload').click();
  await reloaded;
  await playground.expectStep(1);
  await expect(playground.button('Start anew')).toBeVisible();
  expect(errors).toEqual([]);
});

test('parts are there before the network goes', async ({ page, context }) => {
  // As they are imported: a script that is only fetched is of another type.
  const finished: string[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'fetch') finished.push(request.url());
  });
  const playground = new Playground(page);
  await playground.open('./', { ahead: true });
  for (const file of [/\/CodePanel.*\.js$/, /\/CodePanel.*\.css$/, /\/SavingDialog.*\.js$/]) {
    await expect.poll(() => finished.some((url) => file.test(url))).toBe(true);
  }
  await context.setOffline(true);
  await tab(page, 'Source code').click();
  await expect(playground.button('Copy')).toBeVisible();
  await playground.button('Save and open').click();
  await expect(playground.button('Save Experiment')).toBeVisible();
  await context.setOffline(false);
});

test('a student who saves data loads only what they open', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const has = (name: string) => asked.some((url) => url.includes(`/${name}`));
  const packs = () => asked.filter((url) => url.endsWith('.pack')).length;
  const playground = new Playground(page);
  await playground.open('./', { ahead: false });
  await playground.settle();
  expect(packs()).toBe(1);
  await playground.button('Train').click();
  await playground.trainPast(20);
  await expect.poll(packs).toBeGreaterThan(10);
  await playground.pause();
  expect(has('CodePanel')).toBe(false);
  await tab(page, 'Source code').click();
  await expect(playground.button('Copy')).toBeVisible();
  expect(has('CodePanel')).toBe(true);
  expect(has('SavingDialog')).toBe(false);
});

test('an engine that is not there is not blamed on the network', async ({ page }) => {
  const restore = await withhold(page, 'tfjs-engine');
  const playground = new Playground(page);
  await playground.open();
  await playground.combobox('Backend').selectOption('cpu');
  await playground.button('Step').click();
  await expect(
    page.getByText('could not be loaded: the connection failed. The weights are kept').first(),
  ).toBeVisible();
  await restore();
  const { step } = await playground.readStatus();
  await playground.combobox('Backend').selectOption('cpu');
  await playground.button('Step').click();
  await playground.trainPast(step);
  await expect(page.getByText('Runs on CPU')).toBeVisible();
});
