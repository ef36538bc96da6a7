import { expect, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';

test('the tutorial reacts to its four playgrounds', async ({ page }) => {
  const problems: string[] = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  // On the backend that needs no measuring of the software GPU.
  await page.route('**/examples/index.html', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replaceAll(' data=', ' backend="simd" data=');
    await route.fulfill({ response, body });
  });
  await page.goto('./examples/index.html');
  const part = (id: string) => page.locator(`#${id}`);
  const frame = (id: string) => page.frameLocator(`#${id} iframe`);
  const start = (id: string) => frame(id).getByRole('button', { name: 'Load and train' }).click();

  await expect(part('narrow')).toBeHidden();
  await start('squeeze');
  await expect(part('squeeze')).toContainText(/it is 0\.\d{3} now/);
  await expect(part('squeeze')).toContainText('You are under 0.2', { timeout: 60_000 });
  await expect(part('narrow')).toBeVisible();

  await part('narrow').getByLabel('Numbers in the code').selectOption('4');
  // What the page asks for loads the playground, which then waits for the reader.
  await frame('narrow').getByRole('button', { name: 'Train', exact: true }).click();
  await expect(part('narrow').getByRole('cell').first()).toHaveText('4');
  await part('narrow').getByRole('button', { name: 'I have seen it' }).click();

  await start('turn');
  const picture = () =>
    part('turn')
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const blank = await picture();
  await expect.poll(picture).not.toBe(blank);
  await frame('turn').getByRole('button', { name: 'Pause' }).click();
  const before = await picture();
  await part('turn').getByLabel('First number').fill('2');
  await expect.poll(picture).not.toBe(before);
  await part('turn').getByRole('button', { name: 'One more thing' }).click();

  await start('stranger');
  const pad = frame('stranger').getByLabel(/draw/i).first();
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('no pad');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + (box.height * 3) / 4, { steps: 8 });
  await page.mouse.up();
  await expect(part('stranger')).toContainText(/\d+ % comes back wrong/);
  expect(problems).toEqual([]);
  // Without its embeds, which have a test of their own, and landmarks as every document has.
  await page.locator('autoencoder-playground').evaluateAll((embeds) => {
    for (const embed of embeds) embed.remove();
  });
  await expectNoViolation(page, 'tutorial');
});
