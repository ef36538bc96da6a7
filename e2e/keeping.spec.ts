import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test';
import { findBrowser, thisMachine } from '../scripts/browser.mjs';
import { Playground, SEVEN } from './playground.ts';

// Quotas and locks of storage outlive a test.
test.use({ reuseContext: false });

/** Step by step, so that every run comes to the same step. */
async function step(playground: Playground, from: number, to: number): Promise<void> {
  for (let step = from + 1; step <= to; step++) {
    await playground.button('Step').click();
    await playground.expectStep(step);
  }
}

/** The bytes of the run's weights. */
async function weights(page: Page): Promise<Buffer> {
  await page.getByRole('button', { name: 'Save and open' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save PyTorch', exact: true }).click();
  const bytes = await readFile(await (await download).path());
  await page.keyboard.press('Escape');
  return bytes;
}

/** Waits until the browser's storage has the run at a step. */
async function expectKept(page: Page, step: number): Promise<void> {
  const newest = () =>
    page.evaluate(async () => {
      const databases = await indexedDB.databases();
      if (!databases.some(({ name }) => name === 'autoencoder-playground-runs')) return null;
      const steps = await new Promise<number[]>((resolve, reject) => {
        const opening = indexedDB.open('autoencoder-playground-runs');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const all = database.transaction('runs').objectStore('runs').index('savedAt').getAll();
          all.onerror = () => reject(all.error);
          all.onsuccess = () => {
            database.close();
            resolve(all.result.map(({ checkpoint }) => checkpoint.step));
          };
        };
      });
      return steps.at(-1) ?? null;
    });
  await expect.poll(newest).toBe(step);
}

test('a run and a drawing come back after a reload, and can be left and brought back', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.setNumber('Code size', 12);
  await playground.draw(SEVEN);
  await step(playground, 0, 3);
  const drawn = await playground.pixels('The picture that goes in');
  await page.reload();
  await playground.expectState('paused');
  await expect(page.getByText('Your run is back, paused at step 3.').first()).toBeVisible();
  await playground.expectStep(3);
  await expect(page.getByLabel('Code size')).toHaveValue('12');
  await expect.poll(() => playground.pixels('The picture that goes in')).toEqual(drawn);

  await page.keyboard.press('r');
  await playground.expectStep(0);
  await expect(page.getByText('A run of 3 steps is kept.').first()).toBeVisible();
  await expectKept(page, 0);
  await page.reload();
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await playground.expectStep(3);
});

test('a link to another experiment wins, and the kept run is offered', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await step(playground, 0, 2);
  await expectKept(page, 2);
  await playground.setNumber('Seed', 7);
  await expect.poll(() => page.url()).toContain('#');
  const link = page.url();
  await playground.button('Bring it back').click();
  await playground.expectStep(2);
  await expectKept(page, 2);
  await page.close();

  const other = new Playground(await page.context().newPage());
  await other.open(link);
  await expect(other.page.getByRole('spinbutton', { name: 'Seed' })).toHaveValue('7');
  await other.expectStep(0);
  await other.button('Bring it back').click();
  await other.expectStep(2);
  await expect(other.page.getByRole('spinbutton', { name: 'Seed' })).toHaveValue('1');
});

test('two tabs, one of them a duplicate, keep a run each', async ({ page, context }) => {
  const playground = new Playground(page);
  await playground.open();
  await step(playground, 0, 2);
  await expectKept(page, 2);
  // Opened from the page, as by a duplicated tab, it begins with a copy of the tab's storage.
  const opening = context.waitForEvent('page');
  await page.evaluate(() => void window.open(location.href));
  const duplicate = new Playground(await opening);
  await duplicate.expectState('paused');
  await duplicate.expectStep(2);
  await step(duplicate, 2, 5);
  await expectKept(page, 5);
  await step(playground, 2, 3);
  await expectKept(page, 3);

  await Promise.all([page.reload(), duplicate.page.reload()]);
  await playground.expectStep(3);
  await duplicate.expectStep(5);
});

test('a full storage is said once, and then leaving the run asks first', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const session = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await step(playground, 0, 1);
  const warning = page.getByText('storage is full').first();
  await expect(warning).toBeVisible();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'storage is full' })
    .getByLabel('Dismiss')
    .click();
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await step(playground, 1, 2);
  await expect(warning).toBeHidden();
});

/** Ends a browser as a crash does. */
async function kill(context: BrowserContext): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('The browser is not one of its own.');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const main = processInfo.find(({ type }) => type === 'browser');
  if (!main) throw new Error('The browser does not tell its process.');
  const ended = context.waitForEvent('close');
  process.kill(main.id, 'SIGKILL');
  await ended;
}

/** Epochs of 57 steps. */
async function choose(playground: Playground): Promise<void> {
  await playground.page.getByRole('switch', { name: 'Same bits on every machine' }).click();
  await playground.combobox('Images').selectOption('2048');
  await playground.combobox('Optimizer').selectOption('adam');
  await playground.setNumber('Batch size', 36);
}

/** The run's weights after its first epoch. */
async function weightsAfterEpoch(playground: Playground): Promise<Buffer> {
  await playground.combobox('Advance by').selectOption('epoch');
  await playground.button('Step').click();
  await playground.expectStep(57);
  await playground.expectState('paused');
  return weights(playground.page);
}

test('a run whose browser is killed trains on to the same bits', async ({
  page,
  launchOptions,
  baseURL,
}) => {
  if (!baseURL) throw new Error('The configuration names no address.');
  const whole = new Playground(page);
  await whole.open();
  await choose(whole);
  const bits = await weightsAfterEpoch(whole);

  const profile = await mkdtemp(join(tmpdir(), 'playground-'));
  // A headless shell that starts again does not find the databases it has written.
  const executablePath =
    findBrowser({ ...thisMachine, chosenPath: undefined }) ??
    launchOptions.executablePath ??
    chromium.executablePath();
  const options = { ...launchOptions, executablePath };
  const first = await chromium.launchPersistentContext(profile, options);
  const killed = new Playground(await first.newPage());
  await killed.open(baseURL);
  await choose(killed);
  await step(killed, 0, 5);
  await expectKept(killed.page, 5);
  await kill(first);

  const second = await chromium.launchPersistentContext(profile, options);
  const restored = new Playground(await second.newPage());
  await restored.page.goto(baseURL);
  await restored.expectState('paused');
  await restored.expectStep(5);
  expect((await weightsAfterEpoch(restored)).equals(bits)).toBe(true);
  await second.close();
  await rm(profile, { recursive: true, force: true });
});
