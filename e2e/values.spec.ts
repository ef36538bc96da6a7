import { expect, type Locator, test } from '@playwright/test';
import { Playground } from './playground.ts';

const place = /^row (\d+), column (\d+): (\S+)$/;

/** Moves the pointer to the middle of a pixel, counted from 1, of a 28×28 picture. */
async function pointAt(picture: Locator, row: number, column: number): Promise<void> {
  const box = await picture.boundingBox();
  if (!box) throw new Error('the picture is not on the screen');
  const x = box.x + ((column - 0.5) / 28) * box.width;
  const y = box.y + ((row - 0.5) / 28) * box.height;
  await picture.page().mouse.move(x, y);
}

test('the value under the pointer is told, of every picture', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const tip = page.getByText(/^(row|unit|map) \d+/);

  for (const name of ['Original', 'Reconstruction']) {
    const grey = (await playground.settledPixels(name))[8 * 28 + 11] ?? Number.NaN;
    await pointAt(playground.picture(name), 9, 12);
    const distanceFromGrey = async () => {
      const [, row, column, value] = place.exec((await tip.textContent()) ?? '') ?? [];
      expect([row, column]).toEqual(['9', '12']);
      return Math.abs(Number(value) * 255 - grey);
    };
    await expect(async () => expect(await distanceFromGrey()).toBeLessThan(1.5)).toPass();
  }

  await playground.picture('Code').hover({ force: true });
  await expect(tip).toHaveText(/^unit \d+: [−\d.]+$/);

  // It follows what changes under a pointer that rests.
  await pointAt(playground.picture('Reconstruction'), 14, 14);
  const untrained = await tip.textContent();
  await playground.combobox('Optimizer').selectOption('adam');
  await playground.button('Train').focus();
  await pointAt(playground.picture('Reconstruction'), 14, 14);
  await page.keyboard.press('Enter');
  await expect(tip).not.toHaveText(untrained ?? '');
  await playground.button('Train').or(playground.button('Pause')).hover();
  await expect(tip).toBeHidden();
});
