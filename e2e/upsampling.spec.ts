import { expect, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { Playground } from './playground.ts';

test('upsampling is told pixel by pixel, and its checkerboard pointed out', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();

  await test.step('every pixel of the larger picture tells what it is made of', async () => {
    await page.getByRole('tab', { name: 'Upsampling' }).click();
    const pixels = page.getByRole('group', { name: 'Transposed convolution' });
    // All ones, 3×3: four stamps meet in the middle.
    const middle = pixels.getByRole('button', { name: /row 3, column 3: 2.2$/ });
    await middle.hover();
    const sentence = (text: string) => expect(page.getByText(text, { exact: true })).toBeVisible();
    await sentence('Row 3, column 3, 4 stamps meet: 0.9 × 1 + 0.2 × 1 + 0.4 × 1 + 0.7 × 1 = 2.2.');
    await middle.focus();
    await page.keyboard.press('ArrowRight');
    await sentence('Row 3, column 4, 2 stamps meet: 0.2 × 1 + 0.7 × 1 = 0.9.');

    const type = async (name: string, text: string) => {
      const field = page.getByRole('spinbutton', { name });
      await field.fill(text);
      await field.press('Enter');
    };
    await type('Weight, row 1, column 2', '0,5');
    await sentence('Row 3, column 4, 2 stamps meet: 0.2 × 1 + 0.7 × 0.5 = 0.55.');
    await type('Input, row 2, column 2', '1');
    await sentence('Row 3, column 4, 2 stamps meet: 0.2 × 1 + 1 × 0.5 = 0.7.');
    await page
      .getByRole('group', { name: 'Nearest neighbour' })
      .getByRole('button', { name: /row 4, column 3: 1$/ })
      .hover();
    await sentence('Row 4, column 3: a copy of the input in row 2, column 2, 1.');
  });

  await test.step('the checkerboard of the transposed preset is found', async () => {
    await playground.combobox('After').selectOption('20');
    await playground.button('Train both').click();
    await expect(page.getByText(/^The checkerboard: .* times as strong/)).toBeVisible({
      timeout: 60_000,
    });
    const rows = page.getByRole('table').getByRole('row');
    const strength = async (name: string) =>
      Number(await rows.filter({ hasText: name }).getByRole('cell').last().textContent());
    const copied = await strength('Nearest neighbour');
    expect(await strength('Transposed')).toBeGreaterThan(1.5 * copied);
    expect(await strength('Transposed')).toBeGreaterThan(1.5 * (await strength('Originals')));
    const digits = await playground.pixels('Transposed, ten digits');
    expect(Math.max(...digits)).toBeGreaterThan(80);
    await expectNoViolation(page, 'upsampling');
  });
});
