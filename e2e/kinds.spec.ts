import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { Playground } from './playground.ts';

/** Trains a preset for some steps. */
async function trainPreset(playground: Playground, preset: string, steps: number): Promise<void> {
  await playground.combobox('Network').selectOption(preset);
  await playground.expectStep(0);
  await playground.combobox('Backend').selectOption('simd');
  await playground.button('Train').click();
  await playground.trainPast(steps);
  await playground.pause();
}

const hourglass = (page: Page) =>
  page.getByRole('region', { name: 'From picture to code and back' });
const lossPanel = (page: Page) => page.getByRole('region', { name: 'Loss' });

/** The newest figure of a column of the chart's table. */
async function newestOf(page: Page, column: string): Promise<number> {
  const table = lossPanel(page).getByRole('table');
  const heads = await table.getByRole('columnheader').allTextContents();
  const cells = await table.getByRole('row').nth(1).getByRole('cell').allTextContents();
  return Number(cells[heads.indexOf(column)]);
}

const penalties = [
  { preset: 'sparse', label: 'L1 on the code', mark: 'L1' },
  { preset: 'sparseTarget', label: 'KL sparsity', mark: 'KL' },
  { preset: 'contractive', label: 'Contractive', mark: 'Jacobian' },
  { preset: 'decaying', label: 'Weight decay', mark: 'L2' },
] as const;

test('every penalty has its own line and its place in the hourglass', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  // Epochs of 40 batches: the validation loss, which comes at an epoch's end, has its line too.
  await playground.combobox('Images').selectOption('10000');
  for (const { preset, label, mark } of penalties) {
    await test.step(label, async () => {
      await trainPreset(playground, preset, 100);
      await expect(lossPanel(page).getByText(label, { exact: true }).first()).toBeVisible();
      await expect(lossPanel(page).locator('path.recharts-curve')).toHaveCount(3);
      // The table follows the run at its own pace.
      await expect.poll(() => newestOf(page, label)).toBeGreaterThan(0);
      await expect(hourglass(page).getByText(mark, { exact: true }).first()).toBeVisible();
    });
  }
});

test('a sparse code tells how active it is, a variational one its mean and spread', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await trainPreset(playground, 'sparseTarget', 300);
  await expect(hourglass(page)).toContainText(
    /mean activity 0\.\d+, target 0\.1, over [\d,]+ images/,
  );
  const text = (await hourglass(page).textContent()) ?? '';
  // It starts at one half, where every sum is near 0.
  expect(Number(/activity (0\.\d+)/.exec(text)?.[1])).toBeLessThan(0.4);

  // Epochs of 32 batches: the divergence's weight is 0 in the first one.
  await playground.combobox('Images').selectOption('2048');
  await trainPreset(playground, 'variational', 70);
  await expect(hourglass(page)).toContainText(/mean ± spread: -?\d+\.\d\d ± \d+\.\d\d and /);
  await expect.poll(() => newestOf(page, 'KL divergence')).toBeGreaterThan(0);
  // A code set by hand has no spread.
  await page.getByRole('slider', { name: 'Code unit 1', exact: true }).press('End');
  await expect(hourglass(page)).toContainText('belongs to the picture’s own code');
});

test('tied weights are half as many, and say whose they are', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await expect(page.getByText('50,992 parameters')).toBeVisible();
  await page.getByRole('button', { name: 'Regularise…' }).click();
  await page.getByRole('switch', { name: 'Tied weights' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('25,904 parameters')).toBeVisible();
  await expect(hourglass(page).getByText('W₁ᵀ')).toBeVisible();
  await playground.button('Step').click();
  await playground.expectStep(1);
});

test('layers train pair by pair, and the page says which', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.combobox('Network').selectOption('layerByLayer');
  await playground.combobox('Images').selectOption('2048');
  await playground.combobox('Backend').selectOption('simd');
  await playground.setNumber('Batch size', 64);
  await playground.combobox('Advance by').selectOption('epoch');
  const stage = async () => ({
    says: /pair \d of \d/.exec((await playground.status.textContent()) ?? '')?.[0] ?? '',
    learning: await hourglass(page).getByText('learns', { exact: true }).count(),
    leftOut: await hourglass(page).locator('[data-part="leftOut"]').count(),
  });
  await expect.poll(stage).toEqual({ says: 'pair 1 of 3', learning: 2, leftOut: 4 });
  await expect(page.getByText('The code waits until the pairs')).toBeVisible();
  const stepEpochs = async (to: number) => {
    while ((await playground.readStatus()).step < 32 * to) {
      const { step } = await playground.readStatus();
      await playground.button('Step').click();
      await playground.expectStep(step + 32);
      await playground.expectState('paused');
    }
  };
  await stepEpochs(3);
  await expect.poll(stage).toEqual({ says: 'pair 2 of 3', learning: 2, leftOut: 2 });
  await stepEpochs(9);
  await expect.poll(stage).toEqual({ says: '', learning: 0, leftOut: 0 });
  await expect(page.getByRole('slider', { name: 'Code unit 1', exact: true })).toBeVisible();
});

test('a penalty is switched on where it can act, and refused with the reason where not', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'Regularise…' }).click();
  const popup = page.getByRole('dialog', { name: 'Regularise' });
  await expect(popup.getByRole('switch', { name: 'KL sparsity' })).toBeDisabled();
  await expect(popup).toContainText('It needs a code between 0 and 1: a sigmoid.');
  await popup.getByRole('switch', { name: 'L1 on the code' }).click();
  await expect(popup.getByRole('spinbutton', { name: 'L1 weight' })).toHaveValue('0.0001');
  await expectNoViolation(page, 'the popover');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Regularise: L1' })).toBeVisible();
  await expect(hourglass(page).getByText('L1', { exact: true })).toBeVisible();

  // Another network begins without what belongs to this one.
  await playground.combobox('Network').selectOption('multilayer');
  await expect(page.getByRole('button', { name: 'Regularise…' })).toBeVisible();
});

test('the editor adds dropout, and a variational code at the encoder’s end only', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'Edit layers' }).click();
  const editor = page.getByRole('dialog', { name: 'Layers' });
  await editor.getByLabel('New decoder layer').selectOption('variational');
  await editor.getByRole('button', { name: 'Add to the decoder' }).click();
  await expect(editor).toContainText('Variational code: belongs at the encoder’s end.');
  await editor.getByRole('button', { name: 'Remove decoder layer 2' }).click();

  await editor.getByLabel('New encoder layer').selectOption('dropout');
  await editor.getByRole('button', { name: 'Add to the encoder' }).click();
  await editor.getByLabel('New encoder layer').selectOption('variational');
  await editor.getByRole('button', { name: 'Add to the encoder' }).click();
  await editor.getByRole('button', { name: 'Build it' }).click();
  await expect(editor).toBeHidden();
  await expect(hourglass(page).getByText('−20%')).toBeVisible();
  await expect(hourglass(page)).toContainText('mean ± spread');
  await playground.combobox('Backend').selectOption('simd');
  await playground.button('Step').click();
  await playground.expectStep(1);
});
