import { expect, test } from '@playwright/test';
import { views } from '../src/spec/views.ts';
import { Playground } from './playground.ts';
import { RandomUser } from './random-user.ts';

/** `npm run test:random` chooses others. */
const { RANDOM_SEED = '1', RANDOM_ACTS = '250' } = process.env;
const seed = Number(RANDOM_SEED);
const leastActs = Number(RANDOM_ACTS);
/** Whoever has not touched nearly all controls by then does not find them. */
const mostActs = leastActs + 1000;

/** The share of the controls that are touched, of at least so many kinds: 227 were met when this was written. */
const COVERAGE = 0.95;
const LEAST_KINDS = 200;
const DIALOGS = ['Keyboard shortcuts', 'Layers', 'Save and open', 'Share this experiment'];
const TABS = Object.values(views).map(({ label }) => `tab ${label}`);

test('a random user touches nearly all controls and finds no fault', async ({ browser }) => {
  test.setTimeout(600_000 + 1000 * leastActs);
  // What the user leaves behind in the browser's storage, no other test is to find.
  const page = await browser.newPage();
  const user = await RandomUser.before(page, seed);
  const { touches } = user;
  const playground = new Playground(page);
  await playground.open();
  await playground.combobox('Backend').selectOption('simd');

  const isThorough = () =>
    touches.coverage() >= COVERAGE &&
    touches.met().length >= LEAST_KINDS &&
    DIALOGS.every((dialog) => user.dialogs.has(dialog));
  // Playwright looks for the step that a call belongs to among all of the test's, but not within a step.
  await test.step('random acts', async () => {
    while (user.acts < leastActs || !(isThorough() || user.acts > mostActs)) await user.act();
  });
  expect(touches.coverage(), touches.untouched().join('\n')).toBeGreaterThanOrEqual(COVERAGE);
  expect(touches.met().length).toBeGreaterThanOrEqual(LEAST_KINDS);
  expect(touches.met()).toEqual(expect.arrayContaining(TABS));
  expect([...user.dialogs]).toEqual(expect.arrayContaining(DIALOGS));

  // After all of it, the page still does what it is for.
  await page.setViewportSize({ width: 1440, height: 900 });
  await user.closeAll();
  await playground.combobox('Network').selectOption('Vanilla 32');
  await playground.combobox('Backend').selectOption('simd');
  await playground.setNumber('Epochs', 1000);
  await playground.button('Train').click();
  await playground.trainPast(20);
  await playground.pause();
  await playground.button('Reset').click();
  await playground.expectStep(0);
  user.check();
  await page.context().close();
});
