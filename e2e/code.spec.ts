import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { Playground } from './playground.ts';

test('the experiment is there as a program', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const playground = new Playground(page);
  await playground.open();

  await test.step('it follows every change', async () => {
    await page.getByRole('tab', { name: 'Source code' }).click();
    const keras = page.getByRole('region', { name: 'Program for Keras 3' });
    await expect(keras).toContainText('layers.Dense(32, activation="relu", name="encoder_1")');
    await expectNoViolation(page, 'source code');

    await playground.setNumber('Code size', 12);
    await expect(keras).toContainText('layers.Dense(12, activation="relu", name="encoder_1")');
    const news = page.getByText('1 line changed');
    await expect(news).toBeVisible();
    const marked = keras.locator('[data-changed]');
    await expect(marked).toHaveText(/layers\.Dense\(12/);
    await expect(marked).toBeInViewport();

    await page.getByRole('tab', { name: 'Keras 3' }).press('ArrowRight');
    await page.keyboard.press('Enter');
    const torch = page.getByRole('region', { name: 'Program for PyTorch' });
    await expect(torch).toContainText('nn.Linear(784, 12)');
    await expect(news).toBeHidden();
    await playground.combobox('Optimizer').selectOption('rmsprop');
    await expect(torch.getByText('class RMSprop')).toBeInViewport();
  });

  await test.step('it is copied and saved as it is shown, and as a notebook', async () => {
    await page.getByRole('tab', { name: 'Keras 3' }).click();
    const listing = page.getByRole('region', { name: 'Program for Keras 3' });
    const shown = (await listing.textContent()) ?? '';
    await playground.button('Copy').click();
    await expect(playground.button('Copied')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);

    const download = page.waitForEvent('download');
    await playground.button('Download .py').click();
    const program = await download;
    expect(program.suggestedFilename()).toBe('autoencoder_keras.py');
    expect(await readFile(await program.path(), 'utf8')).toBe(shown);

    const other = page.waitForEvent('download');
    await playground.button('Notebook .ipynb').click();
    const notebook = await other;
    expect(notebook.suggestedFilename()).toBe('autoencoder_keras.ipynb');
    expect(JSON.parse(await readFile(await notebook.path(), 'utf8'))).toMatchObject({
      nbformat: 4,
      nbformat_minor: 5,
    });

    await page.getByRole('tab', { name: 'TensorFlow.js' }).click();
    await expect(playground.button('Download .mjs')).toBeVisible();
    await expect(playground.button('Notebook .ipynb')).toBeHidden();
  });
});
