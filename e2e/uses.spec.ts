import { expect, type Locator, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { distance, Playground } from './playground.ts';

test('against PCA: both errors, both rows of digits and both maps', async ({ page }) => {
  const playground = new Playground(page);
  await playground.openAndTrain('simd');
  await playground.trainPast(400);
  await playground.button('Pause').click();
  await page.getByRole('tab', { name: 'Against PCA' }).click();

  const squared = page.getByRole('row', { name: /^Mean squared error/ }).getByRole('cell');
  await expect(squared.nth(1)).toHaveText('0.0168', { timeout: 30_000 });
  const error = Number(await squared.nth(0).textContent());
  expect(error).toBeGreaterThan(0.005);
  expect(error).toBeLessThan(0.06);
  await expect(page.getByText('74.4% of the training images’ variance')).toBeVisible();

  const input = await playground.pixels('Test digits, Input');
  const rebuilt = await playground.pixels('Test digits, PCA');
  expect(distance(rebuilt, input)).toBeLessThan(distance(rebuilt.toReversed(), input) / 4);
  for (const name of [/^The network’s code, where it varies most: a map/, /^PCA’s first two/]) {
    const map = page.getByRole('img', { name });
    await expect(map).toHaveAccessibleName(/2,000 test digits$/);
    expect(await inkOf(map)).toBeGreaterThan(0.02);
  }
  await expectNoViolation(page, 'against PCA');

  // What is shown is of a network that is no more: it says so, and is there until it is asked anew.
  await playground.button('Step').click();
  await expect(page.getByText('The network has changed since.')).toBeVisible();
  await playground.button('Update').click();
  await expect(page.getByText('The network has changed since.')).toBeHidden();
});

test('features: classifiers on the code, on PCA and on the pixels, and their mistakes', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.openAndTrain('simd');
  await playground.trainPast(400);
  await playground.button('Pause').click();
  await page.getByRole('tab', { name: 'Features' }).click();
  await playground.button('100 of each digit').click();
  await playground.button('Train the classifiers').click();
  await expect(playground.button('Train again')).toBeEnabled({ timeout: 60_000 });

  const shares = await page.getByRole('button', { name: /^\d\d\.\d%$/ }).allTextContents();
  expect(shares).toHaveLength(6);
  for (const share of shares) expect(Number.parseFloat(share)).toBeGreaterThan(75);
  const codes = page.getByRole('row', { name: /^The code 32 numbers/ }).getByRole('button');
  await expect(codes.first()).toHaveAttribute('aria-pressed', 'true');

  // Its matrix counts every test image once, on the diagonal those named right.
  const matrix = page.getByRole('table', { name: /^The code, softmax regression/ });
  const counts = (await matrix.getByRole('cell').allTextContents())
    .slice(1)
    .map((text) => Number(text.replace('·', '0')));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10_000);
  const right = counts.filter((_, cell) => cell % 11 === 0).reduce((sum, count) => sum + count, 0);
  await expect(codes.first()).toHaveText(`${(right / 100).toFixed(1)}%`);
  await expect(page.getByText(/^\d for an? \d, \d+ times$/).first()).toBeVisible();
  await expectNoViolation(page, 'features');

  await codes.last().click();
  await expect(page.getByRole('table', { name: /^The code, one hidden layer/ })).toBeVisible();
});

/** The share of a canvas that is drawn on. */
function inkOf(canvas: Locator): Promise<number> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const context = (element as HTMLCanvasElement).getContext('2d');
    const data = context?.getImageData(0, 0, width, height).data ?? [];
    let drawn = 0;
    for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) > 0) drawn++;
    return drawn / (width * height);
  });
}
