import { expect, type Locator, test } from '@playwright/test';
import { Playground } from './playground.ts';

/** A property of an element, as it is used. */
function styleOf(locator: Locator, property: string): Promise<string> {
  return locator.evaluate(
    (element, name) => getComputedStyle(element).getPropertyValue(name),
    property,
  );
}

/** Whether the element paints anything: its picture differs from its place without it. */
async function paints(locator: Locator): Promise<boolean> {
  const shown = await locator.screenshot();
  await locator.evaluate((element) => element.style.setProperty('opacity', '0'));
  const without = await locator.screenshot();
  await locator.evaluate((element) => element.style.removeProperty('opacity'));
  return !shown.equals(without);
}

test('with the system’s colours every state can be seen', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const playground = new Playground(page);
  await playground.open();
  const different = async (one: Locator, other: Locator, property: string) =>
    expect(await styleOf(one, property), property).not.toBe(await styleOf(other, property));

  const pens = page.getByRole('group', { name: 'Pen' }).getByRole('button');
  await expect(pens).toHaveCount(3);
  for (const pen of await pens.all()) expect(await paints(pen.locator('span'))).toBe(true);
  await different(pens.nth(1), pens.nth(0), 'border-top-color');

  const tabs = page.getByRole('tablist').first().getByRole('tab');
  await different(tabs.nth(0), tabs.nth(1), 'border-bottom-width');

  const logarithmic = playground.button('Logarithmic');
  await logarithmic.click();
  await different(logarithmic, playground.button('By batch'), 'background-color');

  const [on, off] = ['Centre the drawing', 'Same bits on every machine'].map((name) =>
    page.getByRole('switch', { name }).locator('+ span'),
  );
  if (!on || !off) throw new Error('no switches');
  await different(on, off, 'background-color');

  await different(playground.button('Undo'), playground.button('Another'), 'color');
  const slider = page.getByRole('group', { name: 'Units' }).getByRole('slider').first();
  expect(await paints(slider)).toBe(true);

  const [first, second] = [1, 2].map((number) =>
    page.getByRole('button', { name: new RegExp(`^Layer ${number}, `) }).locator('xpath=..'),
  );
  if (!first || !second) throw new Error('no layers');
  await first.getByRole('button').click();
  await different(first.locator('> div'), second.locator('> div'), 'outline-style');
});
