import { expect, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { Playground } from './playground.ts';

test('numbers are taken as people type them, and what has two readings is asked about', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  const rate = page.getByRole('spinbutton', { name: 'Learning rate' });
  const type = async (text: string) => {
    await rate.fill(text);
    await rate.press('Enter');
  };
  await type('0,002');
  await expect(rate).toHaveValue('0.002');
  await type('１E−３');
  await expect(rate).toHaveValue('0.001');
  await rate.press('ArrowUp');
  await expect(rate).toHaveValue('0.002');
  await expect(rate).toHaveAttribute('aria-valuenow', '0.002');
  await rate.press('Escape');
  await expect(rate).toHaveValue('0.001');

  await type('a little');
  await expect(page.getByText('This can’t be read as a number. It stays 0.001.')).toBeVisible();
  await type('2,000');
  await expect(rate).toHaveAccessibleDescription(
    '“2,000” can be read in two ways. It stays 0.001 until you choose:',
  );
  await expectNoViolation(page, 'a question beside a field');
  const readings = page.getByRole('group', { name: 'Which number is meant' });
  await expect(readings.getByRole('button')).toHaveText(['2', '2000']);
  await readings.getByRole('button').first().click();
  await expect(rate).toHaveValue('2');
  await expect(readings).toBeHidden();

  await rate.focus();
  await rate.hover();
  await page.mouse.wheel(0, 100);
  await rate.press('Tab');
  await expect(rate).toHaveValue('2');
});

test('the Enter that ends a word of an input method commits nothing', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const batch = page.getByRole('spinbutton', { name: 'Batch size' });
  await batch.fill('abc');
  const refusal = page.getByText('This can’t be read as a number.');
  await batch.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await batch.dispatchEvent('keydown', { key: 'Escape', keyCode: 229 });
  await expect(batch).toHaveValue('abc');
  await expect(refusal).toBeHidden();
  await batch.press('Enter');
  await expect(refusal).toBeVisible();
});

test('shortcuts work on a keyboard without Latin letters, and stay off where they were turned off', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.combobox('Backend').selectOption('simd');
  const press = (key: string, code: string) =>
    page.locator('body').dispatchEvent('keydown', { key, code });
  await press('и', 'KeyB');
  await playground.expectStep(1);

  await playground.button('Keyboard shortcuts').click();
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const keys = list.locator('dl > div', { has: page.getByText('Step one batch', { exact: true }) });
  await expect(keys.locator('kbd')).toHaveText(['B', 'И']);
  await list.getByRole('switch', { name: 'Use these keys' }).uncheck();

  await page.reload();
  await playground.expectState('paused');
  await playground.button('Keyboard shortcuts').click();
  await expect(list.getByRole('switch', { name: 'Use these keys' })).not.toBeChecked();
  await page.keyboard.press('Escape');
  const { step } = await playground.readStatus();
  await press('b', 'KeyB');
  await playground.button('Step').click();
  await playground.expectStep(step + 1);
});

test('a tap draws a dot, and a pen draws in place of the palm that touched first', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('switch', { name: 'Centre the drawing' }).uncheck();
  const pad = page.getByLabel('Drawing pad', { exact: true });
  const box = await pad.boundingBox();
  if (!box) throw new Error('the drawing pad is not on the screen');
  const at = (x: number, y: number) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
  const inkAt = async (x: number, y: number) => {
    const pixels = await playground.pixels('The picture that goes in');
    return pixels[Math.floor(y * 28) * 28 + Math.floor(x * 28)] ?? 0;
  };
  const tap = at(0.25, 0.25);
  await page.mouse.click(tap.x, tap.y);
  await expect.poll(() => inkAt(0.25, 0.25)).toBeGreaterThan(100);

  const cdp = await page.context().newCDPSession(page);
  const touch = (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    ...points: { x: number; y: number }[]
  ) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  const pen = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number, y: number) =>
    cdp.send('Input.dispatchMouseEvent', {
      type,
      ...at(x, y),
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
      pointerType: 'pen',
    });
  await touch('touchStart', at(0.75, 0.75));
  await touch('touchMove', at(0.8, 0.75));
  await expect.poll(() => inkAt(0.75, 0.75)).toBeGreaterThan(100);
  await pen('mousePressed', 0.25, 0.5);
  await pen('mouseMoved', 0.5, 0.5);
  await touch('touchMove', at(0.8, 0.8));
  await pen('mouseReleased', 0.5, 0.5);
  await touch('touchEnd');
  await expect.poll(() => inkAt(0.4, 0.5)).toBeGreaterThan(100);
  expect(await inkAt(0.75, 0.75)).toBe(0);
  await playground.button('Undo').click();
  await expect.poll(() => inkAt(0.4, 0.5)).toBe(0);
  expect(await inkAt(0.25, 0.25)).toBeGreaterThan(100);
});
