import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { Playground } from './playground.ts';

/** Opens the page and the view, and trains one epoch of few images with Adam. */
async function openTrained(page: Page): Promise<Playground> {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await playground.combobox('Images').selectOption('2048');
  await playground.combobox('Optimizer').selectOption('adam');
  await playground.combobox('Backend').selectOption('simd');
  await playground.setNumber('Epochs', 2);
  await playground.button('Train').click();
  await playground.expectStep(16);
  await playground.expectState('paused');
  return playground;
}

const warning = (page: Page) => page.getByText('Lost when the page is closed or reloaded');

test('two runs stand side by side, survive a reload, and can be deleted', async ({ page }) => {
  const playground = await openTrained(page);
  await playground.button('Pin this run').click();
  const first = await playground.settledPixels('Now, ten digits');
  await expect.poll(() => playground.pixels('Vanilla 32, step 16, ten digits')).toEqual(first);
  await expect(page.getByText('All settings are the same')).toBeVisible();

  await playground.setNumber('Code size', 4);
  await playground.setNumber('Learning rate', 0.01);
  await playground.button('Train').click();
  await playground.expectStep(16);
  await playground.expectState('paused');
  const differences = page.getByRole('table', { name: 'Settings that differ' });
  await expect(differences.getByRole('row')).toHaveText([
    /^Setting ?Now ?Vanilla 32, step 16$/,
    /^Encoder ?Dense 4 ReLU ?Dense 32 ReLU$/,
    /^Learning rate ?0.01 ?0.001$/,
  ]);
  const curves = page.getByRole('region', { name: 'Loss curves' });
  await expect(curves.locator('path.recharts-curve')).toHaveCount(2);
  await expect.poll(() => playground.pixels('Now, ten digits')).not.toEqual(first);
  expect(await playground.pixels('Vanilla 32, step 16, ten digits')).toEqual(first);

  const name = page.getByRole('textbox', { name: 'Name of Vanilla 32, step 16' });
  await name.fill('Thirty-two');
  await name.press('Enter');
  await playground.button('Pin this run').click();
  await expect(curves.locator('path.recharts-curve')).toHaveCount(3);
  await expectNoViolation(page, 'compare');

  await page.reload();
  await playground.expectState('paused');
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('checkbox', { name: 'Show Thirty-two' }).check();
  await expect.poll(() => playground.pixels('Thirty-two, ten digits')).toEqual(first);
  await playground.button('Delete Thirty-two').click();
  await expect(page.getByText('“Thirty-two” was deleted.')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Show Thirty-two' })).toBeHidden();
  await page.reload();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(page.getByRole('checkbox', { name: 'Show Your own, step 16' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Show Thirty-two' })).toBeHidden();
  await expect(warning(page)).toBeHidden();
});

test('where storage is forbidden, runs are compared and the page says what is lost', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', {
      get() {
        throw new DOMException('Access is denied.', 'SecurityError');
      },
    });
  });
  const playground = await openTrained(page);
  await expect(warning(page)).toContainText('does not let the page store anything');
  await playground.button('Pin this run').click();
  await expect(warning(page)).toContainText('“Vanilla 32, step 16”');
  // It outlives the view, and is laid beside the next run.
  await page.getByRole('tab', { name: 'Network' }).click();
  await page.getByRole('tab', { name: 'Compare' }).click();
  const pixels = await playground.drawnPixels('Vanilla 32, step 16, ten digits');
  expect(Math.max(...pixels)).toBeGreaterThan(60);
});

test('where storage is full, the page says which run is lost', async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('No space.', 'QuotaExceededError');
    };
  });
  const playground = await openTrained(page);
  await playground.button('Pin this run').click();
  await expect(warning(page)).toHaveText(
    'The browser’s storage is full: delete runs to make room. Lost when the page is closed or reloaded: “Vanilla 32, step 16”.',
  );
});
