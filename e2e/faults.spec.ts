import { expect, test } from '@playwright/test';
import { expectGoingOn, startTraining, workerOf } from './long-run.ts';
import { distance, Playground } from './playground.ts';

test('a killed worker: said, replaced, and training goes on', async ({ page }) => {
  const playground = await startTraining(page, 'simd');
  const before = await playground.readStatus();
  await workerOf(page, 'trainer').evaluate(() => globalThis.close());
  await expect(page.getByText('stopped answering and was replaced').first()).toBeVisible();
  await expectGoingOn(playground, before);
});

test('a hung worker: said, replaced, and training goes on', async ({ page }) => {
  const playground = await startTraining(page, 'simd');
  const before = await playground.readStatus();
  void workerOf(page, 'trainer')
    .evaluate(() => {
      const end = Date.now() + 60_000;
      while (Date.now() < end);
    })
    .catch(() => 'the page ends the worker meanwhile');
  await expect(page.getByText('stopped answering and was replaced').first()).toBeVisible();
  await expectGoingOn(playground, before);
});

test('a killed viewer and a killed analyst: replaced, and pictures and answers come again', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  const before = await playground.settledPixels('Reconstruction');
  await workerOf(page, 'viewer').evaluate(() => globalThis.close());
  await playground.button('Another').click();
  expect(await playground.settledPixels('Reconstruction')).not.toEqual(before);

  await page.getByRole('tab', { name: 'Slow motion' }).click();
  const step = playground.button('Take a new step');
  await expect(page.getByText('Moment 1 of')).toBeVisible();
  await workerOf(page, 'analyst').evaluate(() => globalThis.close());
  await step.click();
  await expect(step).toBeDisabled();
  await expect(step).toBeEnabled();
  await expect(page.getByText('The worker that computes this view')).toHaveCount(0);
});

test('a run that diverges stops, says so and keeps the weights from before', async ({ page }) => {
  const playground = await startTraining(page, 'simd');
  await playground.trainPast(200);
  const trained = await playground.readStatus();
  const rebuilt = await playground.pixels('Reconstruction');
  await playground.setNumber('Learning rate', 100);
  await expect(page.getByText('Training diverged at step').first()).toBeVisible({
    timeout: 90_000,
  });
  await playground.expectState('error');
  // The pictures are those of the weights from before.
  const original = await playground.pixels('Original');
  await expect
    .poll(async () => distance(await playground.pixels('Reconstruction'), original))
    .toBeLessThan(2 * distance(rebuilt, original));
  await playground.setNumber('Learning rate', 0.001);
  await playground.button('Train').click();
  await playground.expectState('training');
  const { step } = await playground.readStatus();
  await playground.trainPast(step + 10);
  expect((await playground.readStatus()).loss).toBeLessThan(1.1 * (trained.loss ?? 0));
});
