import { expect, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { Playground } from './playground.ts';

test('slow motion: one step forward and back, with its numbers', async ({ page }) => {
  const playground = new Playground(page);
  await playground.openAndTrain();
  await playground.trainPast(100);
  await playground.pause();
  await page.getByRole('tab', { name: 'Slow motion' }).click();
  const moment = page.getByRole('slider', { name: /^Moment \d/ });
  await expect(page.getByText('Moment 1 of 8')).toBeVisible();

  const code = (what: string) => `Layer 1, Dense, 32, ${what}`;
  await expect(playground.picture(code('not computed yet'))).toBeVisible();
  await playground.button('Next').click();
  await expect(page.getByRole('heading', { name: 'Code: layer 1, Dense' })).toBeVisible();
  await expect(page.getByText('a = f(z), z = Σ w·x + b; f: ReLU, max(0, z)')).toBeVisible();
  const outputs = await playground.pixels(code('output'));

  // The sum that is told adds up, to the three digits it is told with.
  const told = (await page.getByText(/^Number \d+: z = /).textContent()) ?? '';
  const numbers = told
    .replace(/^.*z = /, '')
    .replaceAll('−', '-')
    .replace(/from \d+ others|bias/g, '');
  const [sum = '', z = ''] = numbers.split(' = ');
  const added = sum.split(' + ').map((term) => {
    const factors = term.split('·').map((text) => Number(text.replace(/[() ]/g, '')));
    return factors.reduce((product, value) => product * value, 1);
  });
  expect(added.reduce((total, value) => total + value, 0)).toBeCloseTo(Number(z), 1);

  await moment.focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('heading', { name: /^After step \d+$/ })).toBeVisible();
  const losses = (await page.getByText(/^Loss 0\.\d+ → 0\.\d+$/).textContent()) ?? '';
  const [before, after] = [...losses.matchAll(/0\.\d+/g)].map(([text]) => Number(text));
  expect(after).toBeLessThan(before ?? 0);
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('heading', { name: /^Update: Adam/ })).toBeVisible();
  expect(await playground.pixels(code('gradient'))).not.toEqual(outputs);
  await expectNoViolation(page, 'slow motion');
});
