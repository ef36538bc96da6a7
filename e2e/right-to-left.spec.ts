import { expect, type Locator, test } from '@playwright/test';
import { Playground } from './playground.ts';

/** Where an element begins, in CSS pixels from the window's left edge. */
async function leftOf(element: Locator): Promise<number> {
  const box = await element.boundingBox();
  if (!box) throw new Error('the element is not on the screen');
  return box.x;
}

test('read from right to left, the page is mirrored and its pictures are not', async ({ page }) => {
  await page.addInitScript(`addEventListener('DOMContentLoaded', () => {
    document.documentElement.dir = 'rtl';
  })`);
  const playground = new Playground(page);
  await playground.open();
  const regions = ['Input picture', 'Experiment'].map((name) => page.getByRole('region', { name }));
  const [input = 0, experiment = 0] = await Promise.all(regions.map(leftOf));
  expect(input).toBeGreaterThan(experiment);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(sideways).toBe(0);

  // A line at the left of the pad is at the left of the picture.
  await page.getByRole('switch', { name: 'Centre the drawing' }).click();
  await playground.draw([
    [0.2, 0.2],
    [0.2, 0.8],
  ]);
  const pixels = await playground.settledPixels('The picture that goes in');
  const columns = pixels.flatMap((grey, pixel) => (grey > 0 ? pixel % 28 : []));
  expect(columns.length).toBeGreaterThan(10);
  expect(Math.max(...columns)).toBeLessThan(9);

  // Buttons lie over the cells that they name.
  await playground.button('Pick a test digit').click();
  const image = (number: number) => page.getByRole('button', { name: `Image ${number}, a` });
  expect(await leftOf(image(1).first())).toBeLessThan(await leftOf(image(2).first()));
  await page.keyboard.press('Escape');

  // Time runs to the right, and the figures of the axes stand beside them.
  await playground.combobox('Backend').selectOption('simd');
  await playground.button('Step').click();
  await playground.expectStep(1);
  const chart = page.getByRole('img', { name: /^Loss while training/ });
  const figures = chart.locator('text');
  await expect.poll(() => figures.count()).toBeGreaterThan(4);
  const frame = await chart.boundingBox();
  const places = await figures.evaluateAll((texts) =>
    texts.map((text) => {
      const { left, right, top } = text.getBoundingClientRect();
      return { value: Number(text.textContent), left, right, top };
    }),
  );
  const lowest = Math.max(...places.map(({ top }) => top));
  const times = places.filter(({ top }) => top > lowest - 2);
  expect(times.toSorted((a, b) => a.left - b.left)).toEqual(
    times.toSorted((a, b) => a.value - b.value),
  );
  for (const { left, right } of places.filter(({ top }) => top <= lowest - 2)) {
    expect(left).toBeLessThan((frame?.x ?? 0) + 38);
    expect(right).toBeLessThan((frame?.x ?? 0) + 38);
  }

  await page.getByRole('tab', { name: 'Network' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('tab', { name: 'Slow motion' })).toBeFocused();
});
