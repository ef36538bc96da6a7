import { expect, test } from '@playwright/test';
import { type ViewId, views } from '../src/spec/views.ts';
import { answers } from './answers.ts';
import { expectNoViolationInBothThemes } from './axe.ts';
import { Playground } from './playground.ts';

test('axe finds nothing in any state, light or dark', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await expectNoViolationInBothThemes(page, 'ready');
  await playground.combobox('Optimizer').selectOption('adam');
  await playground.combobox('Backend').selectOption('simd');
  await playground.button('Train').click();
  await playground.trainPast(10);
  await expectNoViolationInBothThemes(page, 'training');
  await playground.pause();
  await expectNoViolationInBothThemes(page, 'paused');
  await playground.combobox('Network').selectOption('Convolutional');
  await expectNoViolationInBothThemes(page, 'another network');
  await playground.setNumber('Learning rate', -1);
  await expectNoViolationInBothThemes(page, 'a refused number');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoViolationInBothThemes(page, 'a phone');
});

test('the page keeps its policy, fits, and keeps letters from working behind a dialog', async ({
  page,
}) => {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  const playground = new Playground(page);
  await playground.open();

  await test.step('a desktop without scrolling, a phone without scrolling sideways', async () => {
    const overflow = () =>
      page.evaluate(() => {
        const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
        return { x: scrollWidth - clientWidth, y: scrollHeight - clientHeight };
      });
    await expect.poll(overflow).toEqual({ x: 0, y: 0 });
    for (const width of [1024, 390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      // The hourglass is laid out anew in the frame after the resize.
      await expect.poll(async () => (await overflow()).x, `${width} pixels wide`).toBe(0);
    }
  });

  await test.step('a phone’s header hides nothing that the keyboard comes to', async () => {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    const names: string[] = [];
    do {
      await page.keyboard.press('Shift+Tab');
      const { name, depth } = await page.evaluate(() => {
        const { activeElement } = document;
        const header = document.querySelector('header');
        const [place, head] = [activeElement, header].map((each) => each?.getBoundingClientRect());
        const isBelow = activeElement !== document.body && !header?.contains(activeElement);
        const name = activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
        return { name, depth: isBelow ? (head?.bottom ?? 0) - (place?.top ?? 0) : null };
      });
      if (depth === null) break;
      expect(depth, name).toBeLessThanOrEqual(1);
      names.push(name);
    } while (names.length < 200);
    expect(names.length).toBeGreaterThan(20);
    expect(names).toContain('Drawing pad');
  });

  await page.setViewportSize({ width: 1440, height: 900 });
  await playground.button('Step').click();
  await playground.expectStep(1);

  await test.step('letters that steer the page do nothing behind a dialog', async () => {
    await playground.button('Share').click();
    await expect(page.getByRole('dialog', { name: 'Share this experiment' })).toBeVisible();
    await page.keyboard.press('r');
    await playground.button('Close').click();
    await playground.expectStep(1);
    await page.keyboard.press('r');
    await playground.expectStep(0);
  });

  // Nothing broke the content security policy, nothing was logged as an error.
  expect(errors).toEqual([]);
});

test('on a phone and a tablet no view reaches over what stands below it', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.combobox('Backend').selectOption('simd');
  await playground.button('Step').click();
  await playground.expectStep(1);
  for (const [view, [role, name]] of Object.entries(answers)) {
    await page.getByRole('tab', { name: views[view as ViewId].label, exact: true }).click();
    await expect(page.getByRole(role, { name }).first()).toBeVisible();
    for (const width of [1024, 390]) {
      await page.setViewportSize({ width, height: 844 });
      // Sums up what is hidden in a view as well as what hangs out of it.
      const excess = () =>
        page.evaluate(() => {
          const panel = document.querySelector('main [role=tabpanel]');
          const all = panel ? [panel, ...panel.children] : [];
          return all.reduce((sum, { scrollHeight, clientHeight }) => {
            return sum + Math.max(0, scrollHeight - clientHeight - 1);
          }, 0);
        });
      await expect.poll(excess, `${view}, ${width} pixels wide`).toBe(0);
    }
  }
});
