import { expect, type Page, test } from '@playwright/test';
import { Playground, SEVEN } from './playground.ts';

/**
 * What a browser's translation does, without the dictionary: it replaces every text node by an element
 * with the same words, and does so again with every text that comes, whatever is marked. Texts that React
 * changes in vain keep their old words.
 */
function translate(): void {
  const replaceText = (text: Text) => {
    if (text.parentElement?.closest('font, script, style, textarea')) return;
    const inner = document.createElement('font');
    inner.append(text.data);
    const outer = document.createElement('font');
    outer.append(inner);
    text.replaceWith(outer);
  };
  const replaceTexts = (node: Node) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    for (let at: Node | null = node; at; at = walker.nextNode()) {
      if (at instanceof Text) texts.push(at);
    }
    for (const text of texts) replaceText(text);
  };
  replaceTexts(document.body);
  new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      for (const node of target instanceof Text ? [target] : addedNodes) replaceTexts(node);
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}

/**
 * What no two runs share: figures of time, and which points of the chart are drawn, told in figures and
 * decide how high it reaches. And what recharts measures its figures with.
 */
const TIMES = [
  ...['speed', 'elapsed', 'remaining'].map((name) => `[data-figure="${name}"] *`),
  'div > fieldset[aria-label="Figures"]:only-child tbody',
  'svg > g[text-anchor="end"] > text',
  '#recharts_measurement_span',
].join();

/** Every element's own words in the page's order, but for those of `TIMES`. */
function readTexts(page: Page): Promise<string[]> {
  return page.evaluate((left) => {
    const texts: string[] = [];
    const read = (element: Element): string => {
      let own = '';
      for (const child of element.childNodes) {
        if (child instanceof Text) own += child.data;
        else if (child instanceof Element && child.matches('font')) own += read(child);
        else if (child instanceof Element && !child.matches(left)) {
          const text = read(child);
          if (text.trim() !== '') texts.push(`${child.nodeName.toLowerCase()}: ${text}`);
        }
      }
      return own;
    };
    read(document.body);
    return texts;
  }, TIMES);
}

interface Stage {
  name: string;
  /**
   * Ends when the page has settled, by something that is to be seen.
   *
   * @param meanwhile to be called while the network trains, in the stage that trains
   */
  act(playground: Playground, meanwhile?: () => Promise<void>): Promise<void>;
}

const showView = (playground: Playground, name: string) =>
  playground.page.getByRole('tab', { name, exact: true }).click();

/** Settings of a run that is the same in every page. */
const prepared: Stage = {
  name: 'a reproducible run',
  async act(playground) {
    await playground.combobox('Images').selectOption('2048');
    await playground.combobox('Validation').selectOption('heldOut');
    await playground.combobox('Optimizer').selectOption('adam');
    await playground.combobox('Backend').selectOption('simd');
    await playground.page.getByRole('switch', { name: 'Same bits on every machine' }).check();
    await playground.setNumber('Epochs', 120);
  },
};

const trained: Stage = {
  name: 'trained, with a pause',
  async act(playground, meanwhile) {
    await playground.button('Train').click();
    await playground.trainPast(50);
    await meanwhile?.();
    await playground.draw(SEVEN);
    await playground.pause();
    await playground.button('Clear').click();
    await playground.button('Train').click();
    await playground.expectStep(960);
    await playground.expectState('paused');
  },
};

const reset: Stage = {
  name: 'reset',
  async act(playground) {
    await playground.button('Reset').click();
    await playground.expectStep(0);
  },
};

const stepped: Stage = {
  name: 'two steps',
  async act(playground) {
    await playground.button('Step').click();
    await playground.expectStep(1);
    await playground.button('Step').click();
    await playground.expectStep(2);
  },
};

/** Panels and dialogs, and what may go wrong in them. */
const panels: Stage[] = [
  {
    name: 'loss as a table',
    async act({ page }) {
      await page.getByRole('button', { name: 'Show as table' }).click();
      await expect(page.getByRole('group', { name: 'Figures' }).getByRole('row')).toHaveCount(3);
    },
  },
  {
    name: 'a number refused, a unit moved, a layer opened',
    async act({ page }) {
      await page.getByRole('button', { name: 'Show as table' }).click();
      await page.getByRole('slider', { name: 'Code unit 5', exact: true }).press('End');
      await expect(page.getByText('You set the code by hand now')).toBeVisible();
      await page.getByRole('button', { name: 'Release' }).click();
      const batchSize = page.getByLabel('Batch size', { exact: true });
      await batchSize.fill('0');
      await batchSize.press('Enter');
      await expect(page.getByText(/It stays 256\.$/)).toBeVisible();
      await page.getByRole('button', { name: 'Layer 1, Dense, 32' }).click();
      await expect(page.getByText('784 → 32, 25,120 parameters')).toBeVisible();
    },
  },
  {
    name: 'terms of the loss',
    async act({ page }) {
      await page.getByRole('button', { name: 'Close' }).click();
      await page.getByRole('button', { name: /^Regularise/ }).click();
      await page.getByRole('switch', { name: 'L1 on the code' }).check();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Stop early/ }).click();
      await expect(page.getByText('Stops once the validation loss')).toBeVisible();
    },
  },
  {
    name: 'the layers, one removed',
    async act({ page }) {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Edit layers' }).click();
      const editor = page.getByRole('dialog', { name: 'Layers' });
      await editor.getByRole('button', { name: 'Remove decoder layer 1' }).click();
      await expect(editor).toContainText('The decoder has nothing to learn');
    },
  },
  {
    name: 'the link and the snippet',
    async act({ page }) {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Share' }).click();
      await page.getByRole('combobox', { name: 'Kind of page' }).selectOption('react');
      await expect(page.getByRole('textbox', { name: 'Snippet' })).toHaveValue(/import/);
    },
  },
  {
    name: 'the keys',
    async act({ page }) {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
      await expect(page.getByText('On the drawing pad')).toBeVisible();
    },
  },
  {
    name: 'a file that can’t be opened',
    async act({ page }) {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Save and open' }).click();
      await page.getByRole('button', { name: 'Save Loss curve' }).click();
      await expect(page.getByText(/^Saved/)).toBeVisible();
      const file = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no weights') };
      await page.getByLabel('Files to open').setInputFiles(file);
      await expect(page.getByText(/notes\.txt/).first()).toBeVisible();
    },
  },
];

/** Every view, and another network at last. */
const tabs: Stage[] = [
  {
    name: 'slow motion',
    async act(playground) {
      await showView(playground, 'Slow motion');
      for (let moment = 2; moment <= 8; moment += 1) {
        await playground.button('Next').click();
        await expect(playground.page.getByText(`Moment ${moment} of 8`)).toBeVisible();
      }
      await playground.button('Back').click();
    },
  },
  {
    name: 'the map',
    async act(playground) {
      await showView(playground, 'Latent map');
      const map = playground.picture('Latent map');
      await expect(map).toBeVisible();
      await expect(playground.page.getByText('Under the pointer')).toBeVisible();
    },
  },
  {
    name: 'the weights of another layer',
    async act(playground) {
      await showView(playground, 'Weights');
      await playground.page.getByRole('button', { name: /^Layer 2, Dense/ }).click();
      await expect(playground.page.getByText(/^Nine in ten lie between/)).toBeVisible();
      await expect(playground.page.getByText(/raises its sum most: from/)).toBeVisible();
    },
  },
  {
    name: 'PCA',
    async act(playground) {
      await showView(playground, 'Against PCA');
      await expect(playground.page.getByText('of the training images’ variance')).toBeVisible();
      await playground.button('Step').click();
      await expect(playground.page.getByText('The network has changed since.')).toBeVisible();
      await playground.button('Update').click();
      await expect(playground.page.getByText('The network has changed since.')).toBeHidden();
      await expect(playground.button('Update')).toBeEnabled();
    },
  },
  {
    name: 'features',
    async act(playground) {
      await showView(playground, 'Features');
      await playground.button('10 of each digit').click();
      await playground.button('Train the classifiers').click();
      await expect(playground.button('Train again')).toBeEnabled({ timeout: 60_000 });
    },
  },
  {
    name: 'anomalies',
    async act(playground) {
      await playground.button('Digit 9').click();
      await showView(playground, 'Anomalies');
      await expect(playground.page.getByText('Area under the ROC curve')).toBeVisible();
      await playground.page.getByRole('slider', { name: 'Threshold' }).press('Home');
      await expect(playground.page.getByText('Finds 100% of the strange')).toBeVisible();
      await expect(playground.page.getByText(/^Your (drawing|test digit) scores/)).toBeVisible();
    },
  },
  {
    name: 'upsampling',
    async act(playground) {
      await showView(playground, 'Upsampling');
      const pixels = playground.page.getByRole('group', { name: 'Transposed convolution' });
      await pixels.getByRole('button', { name: /row 3, column 3/ }).hover();
      await expect(playground.page.getByText(/^Row 3, column 3/)).toBeVisible();
    },
  },
  {
    name: 'the source code after a change',
    async act(playground) {
      await showView(playground, 'Source code');
      await playground.page.getByRole('tab', { name: 'PyTorch' }).click();
      await playground.setNumber('Learning rate', 0.01);
      await expect(playground.page.getByText('1 line changed')).toBeVisible();
    },
  },
  {
    name: 'runs, one of them deleted',
    async act(playground) {
      await showView(playground, 'Compare');
      await playground.button('Pin this run').click();
      await expect(playground.page.getByText('All settings are the same')).toBeVisible();
      await playground.button('Pin this run').click();
      await playground.page
        .getByRole('button', { name: /^Delete/ })
        .first()
        .click();
      await expect(playground.page.getByText(/was deleted\./)).toBeVisible();
    },
  },
  {
    name: 'another network',
    async act(playground) {
      await showView(playground, 'Network');
      await playground.combobox('Network').selectOption('Convolutional');
      await expect(playground.page.getByText(/training starts over/).first()).toBeVisible();
      await playground.expectState('ready');
    },
  },
];

/** Errors that a page throws or its console is told of. */
function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

/** Takes a page and an untranslated twin through stages; after each the two show the same texts. */
async function expectTwins(
  page: Page,
  twin: Page,
  stages: readonly Stage[],
  meanwhile?: () => Promise<void>,
): Promise<void> {
  const playgrounds = [new Playground(twin), new Playground(page)] as const;
  for (const playground of playgrounds) await playground.open();
  for (const { name, act } of stages) {
    await test.step(name, async () => {
      for (const playground of playgrounds) {
        await act(playground, playground.page === page ? meanwhile : undefined);
        await playground.page.mouse.move(2, 2);
        await playground.settle();
      }
      const same = async () => expect(await readTexts(page)).toEqual(await readTexts(twin));
      await expect(same).toPass({ timeout: 60_000 });
    });
  }
}

for (const [what, stages] of [
  ['panels', panels],
  ['views', tabs],
] as const) {
  test(`a page translated all the while shows the same ${what} as an untranslated one`, async ({
    page,
    browser,
  }) => {
    const errors = errorsOf(page);
    await page.addInitScript(`addEventListener('DOMContentLoaded', ${translate})`);
    await expectTwins(page, await browser.newPage(), [prepared, stepped, ...stages]);
    expect(errors).toEqual([]);
  });
}

test('a page translated while it trains goes on', async ({ page, browser }) => {
  const errors = errorsOf(page);
  const stages = [prepared, trained, reset, stepped];
  await expectTwins(page, await browser.newPage(), stages, () => page.evaluate(translate));
  expect(errors).toEqual([]);
});

test('what something else breaks is drawn anew from the store, and the run goes on', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.combobox('Backend').selectOption('simd');
  await playground.draw(SEVEN);
  await playground.button('Train').click();
  await playground.trainPast(20);

  // A panel: React is about to remove what is no longer there.
  const loss = page.getByRole('region', { name: 'Loss', exact: true });
  await loss.getByRole('group', { name: 'Figures' }).evaluate((group) => {
    group.parentElement?.remove();
  });
  const table = playground.button('Show as table');
  await table.click();
  await expect(table).toHaveAttribute('aria-expanded', 'false');
  await expect(loss.getByRole('group', { name: 'Figures' })).toHaveCount(1);
  await table.click();
  await expect(table).toHaveAttribute('aria-expanded', 'true');

  // What stands in no panel: the whole page is empty for a moment.
  const tip = page.locator('#root > div > p').last();
  await playground.picture('Original').hover();
  await expect(tip).toHaveText(/^row \d+, column \d+/i);
  await tip.evaluate((element) => element.remove());
  await page.mouse.move(2, 2);
  await expect(table).toHaveAttribute('aria-expanded', 'false');
  await expect(page.getByText('Your drawing', { exact: true })).toBeVisible();
  await playground.trainPast((await playground.readStatus()).step);
  await playground.button('Undo').click();
  await playground.button('Pause').click();
  await playground.expectState('paused');
});
