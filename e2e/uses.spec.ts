import { gzipSync } from 'node:zlib';
import { expect, type Locator, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { distance, Playground, SEVEN } from './playground.ts';

test('against PCA: both errors, both rows of digits and both maps', async ({ page }) => {
  const playground = new Playground(page);
  await playground.openAndTrain();
  await playground.trainPast(400);
  await playground.pause();
  await page.getByRole('tab', { name: 'Against PCA' }).click();

  const squared = page.getByRole('row', { name: /^Mean squared error/ }).getByRole('cell');
  await expect(squared.nth(1)).toHaveText('0.0168');
  const error = Number(await squared.nth(0).textContent());
  expect(error).toBeGreaterThan(0.005);
  expect(error).toBeLessThan(0.06);
  await expect(page.getByText('74.4% of the training images’ variance')).toBeVisible();

  const input = await playground.drawnPixels('Test digits, Input');
  const rebuilt = await playground.drawnPixels('Test digits, PCA');
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
  await playground.openAndTrain();
  await playground.trainPast(400);
  await playground.pause();
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
  // Rounded from the same number as the page's: halves go either way by their last bit.
  await expect(codes.first()).toHaveText(`${(100 * (right / 10_000)).toFixed(1)}%`);
  await expect(page.getByText(/^\d for an? \d, \d+ times$/).first()).toBeVisible();
  await expectNoViolation(page, 'features');

  await codes.last().click();
  await expect(page.getByRole('table', { name: /^The code, one hidden layer/ })).toBeVisible();
});

test('anomalies: the digits that do not train are found by their error', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  for (const digit of [0, 2, 3, 4, 5, 6, 7, 8, 9])
    await playground.button(`Digit ${digit}`).click();
  await playground.combobox('Optimizer').selectOption('adam');
  await playground.combobox('Backend').selectOption('simd');
  await playground.button('Train').click();
  await playground.trainPast(100);
  await playground.pause();
  await page.getByRole('tab', { name: 'Anomalies' }).click();

  await expect(page.getByText('1,135 normal')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('8,865 strange')).toBeVisible();
  const area = page.getByText('Area under the ROC curve').getByRole('status');
  expect(Number(await area.textContent())).toBeGreaterThan(0.95);
  await expect(page.getByRole('img', { name: /^[02-9] strange, score [\d.]+$/ })).toHaveCount(12);
  await expect(page.getByRole('img', { name: /^1, score [\d.]+$/ })).toHaveCount(12);

  // A lower threshold finds no less; at its least everything counts as strange.
  const threshold = page.getByRole('slider', { name: 'Threshold' });
  await threshold.press('Home');
  await expect(page.getByText('Finds 100% of the strange pictures, and takes 100%')).toBeVisible();
  await threshold.press('End');
  await expect(page.getByText('Finds 0% of the strange pictures, and takes 0%')).toBeVisible();
  const curve = page.getByRole('img', { name: /^ROC curve/ });
  const box = await curve.boundingBox();
  if (!box) throw new Error('the curve is not on the screen');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 50, box.y + 12, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByText(/^Finds (9\d|100)% of the strange pictures/)).toBeVisible();

  await playground.draw(SEVEN);
  await expect(page.getByText(/^Your drawing scores [\d.]+: strange\.$/)).toBeVisible();
  await expectNoViolation(page, 'anomalies');
});

test('anomalies: pictures from a file count as strange, and a bad file changes nothing', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.openAndTrain();
  await playground.trainPast(100);
  await playground.pause();
  await page.getByRole('tab', { name: 'Anomalies' }).click();
  await expect(page.getByText('All ten digits train, so nothing is strange yet.')).toBeVisible({
    timeout: 30_000,
  });

  const files = page.locator('input[type="file"][multiple]');
  const header = Buffer.alloc(16);
  for (const [i, value] of [0x0803, 40, 28, 28].entries()) header.writeUInt32BE(value, 4 * i);
  const stripes = Buffer.alloc(40 * 784, Buffer.from([0, 255]));
  const idx = Buffer.concat([header, stripes]);
  const mimeType = 'application/octet-stream';
  await files.setInputFiles({ name: 'stripes.gz', mimeType, buffer: gzipSync(idx) });
  await expect(page.getByText('Strange are the pictures in stripes.gz.')).toBeVisible();
  await expect(page.getByText('40 strange')).toBeVisible();
  const area = page.getByText('Area under the ROC curve').getByRole('status');
  const found = (await area.textContent()) ?? '';
  expect(Number(found)).toBeGreaterThan(0.95);

  await files.setInputFiles({ name: 'half', mimeType, buffer: idx.subarray(0, 9000) });
  await expect(page.getByRole('alert')).toHaveText(
    'half should have 31376 bytes by its own header, but has 9000.',
  );
  await expect(page.getByText('40 strange')).toBeVisible();
  await expect(area).toHaveText(found);
  await playground.button('Back to digits').click();
  await expect(page.getByText('All ten digits train, so nothing is strange yet.')).toBeVisible();
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
