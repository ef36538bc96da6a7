import { expect, test } from '@playwright/test';
import { distance, Playground } from './playground.ts';

test('a unit is moved, and the layers are edited', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();

  await test.step('a unit of the code, moved by keyboard, changes the reconstruction at once', async () => {
    const before = await playground.settledPixels('Reconstruction');
    const original = await playground.pixels('Original');
    const unit = page.getByRole('slider', { name: 'Code unit 5', exact: true });
    await unit.focus();
    await unit.press('End');
    await expect.poll(() => playground.pixels('Reconstruction')).not.toEqual(before);
    expect(await playground.pixels('Original')).toEqual(original);
    await page.getByRole('button', { name: 'Release' }).click();
    await expect.poll(() => playground.pixels('Reconstruction')).toEqual(before);
  });

  await test.step('the editor names what does not fit before anything is built', async () => {
    await playground.combobox('Network').selectOption('Convolutional');
    await page.getByRole('button', { name: 'Edit layers' }).click();
    const editor = page.getByRole('dialog', { name: 'Layers' });
    await editor.getByRole('button', { name: 'Remove decoder layer 2' }).click();
    await expect(editor).toContainText(/decoder ends in 14×14×16, the picture is 28×28×1/);
    await editor.getByRole('button', { name: 'Mirror the encoder' }).click();
    await expect(editor).toContainText('Fits together');
    await editor.getByRole('button', { name: 'Build it' }).click();
    await expect(editor).toBeHidden();
    await playground.button('Step').click();
    await playground.expectStep(1);
  });
});

test('another network starts over, says so, and the old one can be brought back', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.openAndTrain();
  await playground.trainPast(60);
  await playground.pause();
  const rebuilt = await playground.settledPixels('Reconstruction');
  const trained = await playground.readStatus();

  await playground.setNumber('Code size', 8);
  await expect(page.getByText('training starts over').first()).toBeVisible();
  await playground.expectStep(0);
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await playground.expectStep(trained.step);
  await expect.poll(() => playground.pixels('Reconstruction')).toEqual(rebuilt);
  await playground.button('Step').click();
  await playground.expectStep(trained.step + 1);
  expect((await playground.readStatus()).loss).toBeLessThan(1.1 * (trained.loss ?? 0));
});

test('only the chosen digits train', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  for (let digit = 1; digit <= 9; digit++) {
    await page.getByRole('button', { name: `Digit ${digit}`, exact: true }).click();
  }
  await page.getByRole('button', { name: 'Digit 0', exact: true }).click();
  await expect(page.getByText('At least one digit must train.').first()).toBeVisible();
  await playground.combobox('Images').selectOption('2048');
  await playground.combobox('Optimizer').selectOption('adam');
  await playground.combobox('Backend').selectOption('simd');
  await playground.setNumber('Batch size', 32);
  await playground.setNumber('Learning rate', 0.005);
  await playground.setNumber('Epochs', 20);
  await playground.button('Train').click();
  await playground.expectState('paused');

  const error = async (digit: number) => {
    await page.getByRole('button', { name: 'Pick a test digit' }).click();
    await page
      .getByRole('button', { name: new RegExp(`^Image .*, a ${digit}$`) })
      .first()
      .click();
    const rebuilt = await playground.settledPixels('Reconstruction');
    return distance(rebuilt, await playground.pixels('Original'));
  };
  const [zero, one, seven] = [await error(0), await error(1), await error(7)];
  expect(one).toBeGreaterThan(1.2 * zero);
  expect(seven).toBeGreaterThan(1.2 * zero);
});

test('training ends where it is told to', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();

  await test.step('at the last epoch, and goes on when epochs are added', async () => {
    await playground.combobox('Images').selectOption('2048');
    await playground.combobox('Optimizer').selectOption('adam');
    await playground.combobox('Backend').selectOption('simd');
    await playground.setNumber('Epochs', 1);
    await playground.button('Train').click();
    await expect(page.getByText('The epoch is done.').first()).toBeVisible();
    await playground.expectStep(8);
    await playground.setNumber('Epochs', 2);
    await playground.button('Train').click();
    await playground.expectStep(16);
  });

  await test.step('a step of one epoch trains on every chosen image once', async () => {
    await playground.button('Reset').click();
    await playground.expectStep(0);
    await playground.combobox('Validation').selectOption('heldOut');
    await playground.combobox('Advance by').selectOption('epoch');
    await playground.button('Step').click();
    await playground.expectState('paused');
    // 1,843 images without the held-out tenth: seven batches of 256 and one of 51.
    await playground.expectStep(8);
  });

  await test.step('early, at a target loss', async () => {
    await playground.button('Reset').click();
    await playground.expectStep(0);
    await playground.combobox('Advance by').selectOption('batch');
    await playground.combobox('Images').selectOption('60000');
    await playground.combobox('Validation').selectOption('test');
    await playground.setNumber('Epochs', 20);
    await page.getByRole('button', { name: 'Stop early' }).click();
    await playground.setNumber('Target loss', 0.3);
    await playground.button('Train').click();
    await expect(
      page.getByText('The validation loss reached your target of 0.3.').first(),
    ).toBeVisible();
    await playground.expectState('paused');
    const { validation, step } = await playground.readStatus();
    expect(validation).toBeLessThanOrEqual(0.3);
    expect(step).toBeLessThan(1000);
  });
});

test('training goes on through a change of theme and size', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.combobox('Backend').selectOption('simd');
  await playground.button('Train').click();
  await playground.trainPast(5);
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  const { step } = await playground.readStatus();
  expect(step).toBeGreaterThan(5);
  await playground.trainPast(step + 5);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Light theme' }).click();
  await playground.trainPast(step + 10);
  await playground.expectState('training');
});
