import { expect, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { Playground } from './playground.ts';

test('weights and activations: what units respond to, and how the weights spread', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.combobox('Images').selectOption('10000');
  await playground.combobox('Optimizer').selectOption('adam');
  await playground.combobox('Backend').selectOption('simd');
  await playground.setNumber('Epochs', 10);
  await page.getByRole('tab', { name: 'Weights' }).click();
  await playground.button('Train').click();
  await playground.expectStep(400);
  await playground.expectState('paused');
  await page.getByRole('button', { name: /^Layer 1, Dense, 32/ }).click();
  await playground.button('Unit 5').first().click();

  // From noise to strokes: ink in some places, none in most.
  await expect(page.getByText(/raises its sum most: from −?[\d.]+ to [\d.]+/)).toBeVisible();
  const made = await playground.drawnPixels('The picture made for unit 5');
  expect(Math.max(...made)).toBe(255);
  expect(made.filter((value) => value < 64).length).toBeGreaterThan(392);
  await expect(
    page.getByRole('img', { name: /^Test digits that excite unit 5 most: (\d, ){8}\d$/ }),
  ).toBeVisible();

  const strip = playground.picture('Weights over time');
  await expect.poll(() => strip.getAttribute('width').then(Number)).toBeGreaterThan(1);
  await expect(page.getByText(/^Nine in ten lie between −0\.\d+ and 0\.\d+\.$/)).toBeVisible();
  await expectNoViolation(page, 'weights');

  // Closed, it asks for nothing more.
  await page.getByRole('tab', { name: 'Network' }).click();
  const analysts = () => page.workers().filter((worker) => worker.url().endsWith('#analyst'));
  await expect.poll(analysts).toEqual([]);
});

test('a code that dies is said to be dead, and why', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.combobox('Network').selectOption('Deep 4');
  await playground.combobox('Backend').selectOption('simd');
  await playground.setNumber('Learning rate', 0.05);
  await page.getByRole('tab', { name: 'Weights' }).click();
  await playground.button('Train').click();
  await playground.trainPast(60);
  await playground.pause();
  await expect(
    page.getByText(/^\d of 4 units (is|are) dead \(.*\): 0 for all of 1,000/),
  ).toBeVisible();
  await expect(page.getByText('What helps: a smaller learning rate')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Layer 7, Dense, 4, \d dead$/ })).toBeVisible();
  await page
    .getByRole('button', { name: /^Unit \d, dead$/ })
    .first()
    .click();
  await expect(page.getByText('No test digit turns it on.')).toBeVisible();
});

test('a smaller layer forgets which unit was chosen', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('tab', { name: 'Weights' }).click();
  await playground.button('Unit 5').first().click();
  await expect(page.getByText('What unit 5 responds to')).toBeVisible();
  await playground.setNumber('Code size', 1);
  await page.getByRole('button', { name: /^Layer 1, Dense, 1/ }).click();
  await expect(page.getByText('What unit 1 responds to')).toBeVisible();
  await expect(page.getByText(/raises its sum most: from/)).toBeVisible();
});
