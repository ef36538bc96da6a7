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
