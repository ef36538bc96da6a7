import { expect, test } from '@playwright/test';
import { Playground } from './playground.ts';

test('the run goes back, and trains on from there as it did before', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.combobox('Images').selectOption('2048');
  await playground.combobox('Optimizer').selectOption('adam');
  await playground.combobox('Backend').selectOption('simd');
  await playground.setNumber('Epochs', 3);
  const untrained = await playground.settledPixels('Reconstruction');
  // One at a time, so that there are moments however fast it trains.
  for (let step = 1; step <= 4; step++) {
    await playground.button('Step').click();
    await playground.expectStep(step);
    await playground.expectState('paused');
  }
  await playground.button('Train').click();
  await playground.expectStep(24);
  await playground.expectState('paused');
  const trained = await playground.settledPixels('Reconstruction');
  const { validation } = await playground.readStatus();
  // What is read lies over the chart.
  await page
    .getByRole('img', { name: 'Loss while training and on the validation images' })
    .hover({ force: true });
  await expect(page.getByText(/^training 0\.\d{4}$/)).toBeVisible();

  const slider = page.getByRole('slider', { name: 'Moment of the run' });
  await slider.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', /^step 0, epoch 0.0$/);
  await expect.poll(() => playground.pixels('Reconstruction')).toEqual(untrained);
  await playground.button('Now').click();
  await expect.poll(() => playground.pixels('Reconstruction')).toEqual(trained);

  await slider.press('Home');
  await slider.press('ArrowRight');
  await slider.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', /^step 2, epoch 0.3, loss 0.[67]/);
  await playground.button('Train on from here').click();
  await playground.expectStep(24);
  await playground.expectState('paused');
  expect((await playground.readStatus()).validation).toBe(validation);
  await expect.poll(() => playground.pixels('Reconstruction')).toEqual(trained);
});
