import { expect, test } from '@playwright/test';
import { Playground } from './playground.ts';

test('the address follows the experiment; reload, back and forward bring it', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const network = playground.combobox('Network');
  await network.selectOption('Tied weights');
  await expect(page).toHaveURL(/#1\.[\w-]+$/);
  const before = page.url();
  await playground.setNumber('Batch size', 64);
  await expect(page.getByLabel('Batch size')).toHaveValue('64');
  await expect(page).not.toHaveURL(before);
  const tied = page.url();
  await network.selectOption('Deep 4');
  await expect(page).not.toHaveURL(tied);

  await page.goBack();
  await expect(network).toHaveValue('tied');
  await expect(page.getByLabel('Batch size')).toHaveValue('64');
  await page.goForward();
  await expect(network).toHaveValue('deep');

  await page.reload();
  await playground.expectState('ready');
  await expect(network).toHaveValue('deep');
  await playground.expectStep(0);
});

test('back to the bare address brings what the page was opened with', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const network = playground.combobox('Network');
  await network.selectOption('Deep 4');
  await expect(page).toHaveURL(/#1\./);
  await page.goBack();
  await expect(network).toHaveValue('vanilla');
  await page.goForward();
  await expect(network).toHaveValue('deep');
});

test('Share shows and copies the link, which opens elsewhere without training', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const playground = new Playground(page);
  await playground.open();
  await playground.combobox('Network').selectOption('Variational 2');
  await expect(page).toHaveURL(/#1\./);
  await playground.button('Share').click();
  await expect(page.getByLabel('Link')).toHaveValue(page.url());
  await playground.button('Copy').click();
  await expect(playground.button('Copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const other = await context.newPage();
  await other.goto(link);
  const elsewhere = new Playground(other);
  await elsewhere.expectState('ready');
  await expect(elsewhere.combobox('Network')).toHaveValue('variational');
  await elsewhere.expectStep(0);
});

test('a link to a reproducible run gives the same run wherever it is opened', async ({
  page,
  context,
}) => {
  const digitsAfterAnEpoch = async (playground: Playground) => {
    await playground.combobox('Advance by').selectOption('epoch');
    await playground.button('Step').click();
    await playground.expectStep(8);
    await playground.expectState('paused');
    await expect(playground.page.getByText('one thread: bit for bit reproducible')).toBeVisible();
    const { loss, validation } = await playground.readStatus();
    return { loss, validation, digits: await playground.settledPixels('Reconstruction') };
  };
  const playground = new Playground(page);
  await playground.open();
  await playground.combobox('Images').selectOption('2048');
  // The address follows a moment later.
  await expect(page).toHaveURL(/#1\./);
  const before = page.url();
  await page.getByRole('switch', { name: 'Same bits on every machine' }).click();
  await expect(page).not.toHaveURL(before);
  const link = page.url();
  const here = await digitsAfterAnEpoch(playground);

  const elsewhere = new Playground(await context.newPage());
  await elsewhere.open(link);
  expect(await digitsAfterAnEpoch(elsewhere)).toEqual(here);

  await page.goto(`./embed.html?panels=backend&train=visible${new URL(link).hash}`);
  await expect(page.getByRole('switch', { name: 'Same bits on every machine' })).toBeChecked();
});

test('a link that is none of ours is named, and the usual experiment stays', async ({ page }) => {
  await page.goto('./#1.broken');
  const playground = new Playground(page);
  await playground.expectState('ready');
  await expect(page.getByText('it is damaged or cut off')).toBeVisible();
  await expect(playground.combobox('Network')).toHaveValue('vanilla');
});

test('Share writes what an author pastes', async ({ page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const playground = new Playground(page);
  await playground.open();
  await playground.combobox('Network').selectOption('Deep 4');
  await expect(page).toHaveURL(/#1\./);
  await playground.button('Share').click();
  const snippet = page.getByLabel('Snippet');
  await expect(snippet).toHaveValue(/<autoencoder-playground preset="deep-4">/);
  await playground.button('Close').click();

  const preset = page.url();
  await playground.setNumber('Batch size', 64);
  await expect(page).not.toHaveURL(preset);
  await playground.button('Share').click();
  await page.getByLabel('Kind of page').selectOption('Markdown, Moodle');
  await playground.button('Copy snippet').click();
  await expect(playground.button('Copied')).toBeVisible();
  const frame = await page.evaluate(() => navigator.clipboard.readText());
  expect(frame).toContain(`<iframe src="${baseURL}embed.html#1.`);

  await page.setContent(frame);
  const embed = page.frameLocator('iframe');
  await expect(embed.getByRole('heading', { name: 'Deep 4' })).toBeVisible();
});
