import { expect, test } from '@playwright/test';
import { distance, Playground, SEVEN } from './playground.ts';

test('a digit that is drawn, by pointer or keyboard, goes in and is rebuilt', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();

  await test.step('a drawn digit is rebuilt', async () => {
    const shown = await playground.drawnPixels('Original');
    await playground.draw(SEVEN);
    await expect.poll(() => playground.pixels('Original')).not.toEqual(shown);
    const ink = async () =>
      (await playground.pixels('Original')).filter((value) => value > 128).length;
    await expect.poll(ink).toBeGreaterThan(30);

    const untrained = distance(
      await playground.pixels('Reconstruction'),
      await playground.pixels('Original'),
    );
    await playground.combobox('Optimizer').selectOption('adam');
    await playground.combobox('Backend').selectOption('simd');
    await playground.button('Train').click();
    await playground.trainPast(150);
    await playground.pause();
    await expect
      .poll(async () =>
        distance(await playground.pixels('Reconstruction'), await playground.pixels('Original')),
      )
      .toBeLessThan(0.5 * untrained);

    await playground.button('Clear').click();
    await expect.poll(async () => Math.max(...(await playground.pixels('Original')))).toBe(0);
  });

  await test.step('a digit is drawn with the keyboard alone', async () => {
    const pad = page.getByLabel('Drawing pad', { exact: true });
    await pad.focus();
    for (let i = 0; i < 6; i++) {
      await pad.press('Space');
      await pad.press('ArrowDown');
    }
    await expect
      .poll(async () => (await playground.pixels('Original')).filter((grey) => grey > 128).length)
      .toBeGreaterThan(20);
    await playground.button('Undo').click();
    await playground.button('Clear').click();
    await expect.poll(async () => Math.max(...(await playground.pixels('Original')))).toBe(0);
  });

  await test.step('what goes in is centred, or not, as the switch says', async () => {
    const mostInk = async (isCounted: (column: number) => boolean) => {
      const pixels = await playground.pixels('Original');
      return Math.max(...pixels.filter((_, i) => isCounted(i % 28)));
    };
    const left = () => mostInk((column) => column < 7);
    const middle = () => mostInk((column) => column >= 12 && column < 16);
    // An empty pad is not to be cleared.
    await playground.draw(SEVEN);
    await playground.button('Clear').click();
    await expect.poll(middle).toBe(0);
    await playground.draw([
      [0.1, 0.1],
      [0.1, 0.3],
    ]);
    await expect.poll(middle).toBeGreaterThan(128);
    expect(await left()).toBe(0);
    await page.getByRole('switch', { name: 'Centre the drawing' }).click();
    await expect.poll(left).toBeGreaterThan(128);
    expect(await middle()).toBe(0);
  });
});
