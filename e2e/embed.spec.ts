import { expect, type Frame, type FrameLocator, type Page, test } from '@playwright/test';
import { expectNoViolationInBothThemes } from './axe.ts';
import { Host } from './host.ts';

const POSTER_BUDGET = 40_000;
/** Loads fast, and trains for longer than any test. */
const QUICK = 'preset=vanilla-32&data=10k&epochs=1000&backend=simd';

let host: Host | null = null;
test.afterEach(() => {
  host?.close();
  host = null;
});

/** Opens a page elsewhere whose body embeds what the test says; `embed` makes an address of ours. */
async function openHost(
  page: Page,
  baseURL: string | undefined,
  body: (embed: (query: string) => string) => string,
  headers: Record<string, string> = {},
): Promise<void> {
  host = await Host.open(
    body((query) => new URL(`embed.html?${query}`, baseURL).href),
    headers,
  );
  await page.goto(host.origin);
}

const start = (frame: FrameLocator | Page) => frame.getByRole('button', { name: 'Load and train' });

async function expectTraining(frame: FrameLocator | Page): Promise<void> {
  await expect(frame.getByRole('status', { name: 'Training status' })).toContainText(/step [1-9]/, {
    timeout: 60_000,
  });
}

function frameOf(page: Page, name: string): Frame {
  const frame = page.frame(name);
  if (!frame) throw new Error(`no frame ${name}`);
  return frame;
}

test('axe finds nothing in an embed, light or dark', async ({ page }) => {
  await page.goto(`./embed.html?${QUICK}&foo=1`);
  await expect(start(page)).toBeVisible();
  await expectNoViolationInBothThemes(page, 'poster');
  await start(page).click();
  await expectTraining(page);
  await expectNoViolationInBothThemes(page, 'training');
});

test('an embed is a small poster until it is asked for', async ({ page, baseURL }) => {
  const bodies: (() => Promise<Buffer>)[] = [];
  page.on('response', (response) => {
    if (response.url().startsWith(baseURL ?? '')) bodies.push(() => response.body());
  });
  await openHost(page, baseURL, (embed) => `<iframe src="${embed(`${QUICK}&foo=1`)}"></iframe>`);
  const frame = page.frameLocator('iframe');
  await expect(start(frame)).toBeVisible();
  await expect(frame.getByText('“foo” is no parameter of the playground')).toBeVisible();
  await page.waitForLoadState('networkidle');
  const read = await Promise.all(bodies.map((body) => body()));
  expect(read.length).toBeGreaterThan(2);
  expect(Buffer.concat(read).length).toBeLessThan(POSTER_BUDGET);

  await start(frame).click();
  await expectTraining(frame);
});

test('an embed takes neither focus nor the wheel, and pauses out of sight', async ({
  page,
  baseURL,
}) => {
  await openHost(
    page,
    baseURL,
    (embed) => `
      <p><button autofocus>Mine</button></p>
      <iframe name="embed" width="800" height="1500" src="${embed(`${QUICK}&train=visible`)}"></iframe>
      <div style="height: 3000px"></div>`,
  );
  const frame = page.frameLocator('iframe');
  await expectTraining(frame);
  await expect(page.getByRole('button', { name: 'Mine' })).toBeFocused();

  await page.mouse.move(400, 400);
  await page.mouse.wheel(0, 2500);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(2000);
  const state = () => frameOf(page, 'embed').evaluate(() => document.documentElement.dataset.state);
  await expect.poll(state).toBe('paused');
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(state).toBe('training');
});

test('of twenty embeds one trains, and the others wait as pictures', async ({ page, baseURL }) => {
  await openHost(page, baseURL, (embed) =>
    Array.from(
      { length: 20 },
      (_, i) => `<iframe name="e${i}" width="600" height="700" src="${embed(QUICK)}"></iframe>`,
    ).join(''),
  );
  const first = page.frameLocator('[name=e0]');
  const second = page.frameLocator('[name=e1]');
  await start(first).click();
  await expectTraining(first);
  await start(second).click();
  await expectTraining(second);
  await expect(first.getByText('Another playground is in use')).toBeVisible();
  // Three workers at most, all of the one in use: a waiting one holds neither threads nor a GPU.
  await expect.poll(() => page.workers().length).toBeLessThanOrEqual(3);

  const status = first.getByRole('status', { name: 'Training status' });
  const step = async () => Number(/step ([\d,]+)/.exec((await status.textContent()) ?? '')?.[1]);
  const before = await step();
  await first.getByRole('button', { name: 'Go on here' }).click();
  await expect(second.getByText('Another playground is in use')).toBeVisible();
  await first.getByRole('button', { name: 'Train' }).click();
  await expect.poll(step).toBeGreaterThan(before);
});

const hosts = {
  'a sandbox without origin and storage': {
    attributes: 'sandbox="allow-scripts"',
    headers: {},
  },
  'a page that isolates itself': {
    attributes: 'allow="cross-origin-isolated"',
    headers: {
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Opener-Policy': 'same-origin',
    },
  },
  'a page with a strict policy': {
    attributes: '',
    headers: { 'Content-Security-Policy': "default-src 'none'; frame-src http:" },
  },
} as const;

for (const [name, { attributes, headers }] of Object.entries(hosts)) {
  test(`an embed trains in ${name}`, async ({ page, baseURL }) => {
    const problems: string[] = [];
    page.on('pageerror', ({ message }) => problems.push(message));
    await openHost(
      page,
      baseURL,
      (embed) => `<iframe ${attributes} width="800" height="900" src="${embed(QUICK)}"></iframe>`,
      headers,
    );
    const frame = page.frameLocator('iframe');
    await start(frame).click();
    await expectTraining(frame);
    await expect(frame.getByRole('img', { name: 'Reconstruction' })).toBeVisible();
    expect(problems).toEqual([]);
  });
}

test('an embed follows the colours of the page around it, whichever way it reads', async ({
  page,
  baseURL,
}) => {
  await page.emulateMedia({ colorScheme: null });
  await openHost(
    page,
    baseURL,
    (embed) => `<body dir="rtl">
      <iframe name="auto" style="color-scheme: dark" src="${embed(QUICK)}"></iframe>
      <iframe name="light" style="color-scheme: dark" src="${embed(`${QUICK}&theme=light`)}"></iframe>`,
  );
  const paper = (name: string) =>
    frameOf(page, name).evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect(start(page.frameLocator('[name=light]'))).toBeVisible();
  expect(await paper('auto')).toBe('rgb(19, 21, 27)');
  expect(await paper('light')).toBe('rgb(251, 248, 242)');
});

test('the keyboard goes into an embed and out of it again', async ({ page, baseURL }) => {
  await openHost(
    page,
    baseURL,
    (embed) => `
      <a href="#before">Before</a>
      <iframe name="embed" width="800" height="900" src="${embed(`${QUICK}&panels=hourglass&controls=simple&train=never`)}"></iframe>
      <a href="#after">After</a>`,
  );
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('button', { name: 'Load' })).toBeVisible();
  await page.getByRole('link', { name: 'Before' }).focus();
  await page.keyboard.press('Tab');
  await expect(frame.getByRole('button', { name: 'Load' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(frame.getByRole('button', { name: 'Train' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expectTraining(frame);
  const after = page.getByRole('link', { name: 'After' });
  for (
    let i = 0;
    i < 40 && !(await after.evaluate((link) => link === document.activeElement));
    i++
  ) {
    await page.keyboard.press('Tab');
  }
  await expect(after).toBeFocused();
});

test('an embed that does not load says so, and where the full page is', async ({
  page,
  baseURL,
}) => {
  await page.route('**/assets/embed-app*', (route) => route.abort());
  await openHost(page, baseURL, (embed) => `<iframe src="${embed(QUICK)}"></iframe>`);
  const frame = page.frameLocator('iframe');
  await start(frame).click();
  await expect(frame.getByText('The playground could not be loaded')).toBeVisible();
  await expect(frame.getByRole('link', { name: 'Open full page' })).toHaveAttribute(
    'href',
    /\/#1\./,
  );
});

test('an embed that is not answered for ten seconds says so, and comes all the same', async ({
  page,
  baseURL,
}) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/assets/embed-app*', async (route) => {
    await held;
    await route.continue();
  });
  await openHost(page, baseURL, (embed) => `<iframe src="${embed(QUICK)}"></iframe>`);
  const frame = page.frameLocator('iframe');
  await start(frame).click();
  await expect(frame.getByText('The playground does not answer')).toBeVisible();
  release();
  await expectTraining(frame);
});

/** A host without our script: connects to the frame by hand. */
const BY_HAND = `<script>
  const heard = [];
  let port = null;
  function hello(message) {
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => heard.push(data);
    document.querySelector('iframe').contentWindow.postMessage(message, '*', [channel.port2]);
    port = channel.port1;
  }
</script>`;

test('an embed answers the host that made it, and is not harmed by what a host sends', async ({
  page,
  baseURL,
}) => {
  await openHost(
    page,
    baseURL,
    (embed) =>
      `${BY_HAND}<iframe name="autoencoder-playground:secret" width="800" height="900" src="${embed(QUICK)}"></iframe>`,
  );
  const frame = page.frameLocator('iframe');
  await expect(start(frame)).toBeVisible();
  const heard = () => page.evaluate('heard') as Promise<{ type: string; id?: number }[]>;
  const types = async () => new Set((await heard()).map(({ type }) => type));

  await page.evaluate(`
    hello({ autoencoderPlayground: 1, nonce: 'guessed' });
    hello({ autoencoderPlayground: 2, nonce: 'secret' });
    hello('secret'); hello(null); hello([]);`);
  await page.evaluate(`hello({ autoencoderPlayground: 1, nonce: 'secret' })`);
  await expect.poll(types).toEqual(new Set(['welcome', 'height']));
  expect((await heard()).filter(({ type }) => type === 'welcome')).toHaveLength(1);
  await page.evaluate(`hello({ autoencoderPlayground: 1, nonce: 'secret' })`);
  // Its second channel is not taken: what counts is the first, which the page still has.
  await expect(start(frame)).toBeVisible();
});

test('an embed refuses what is no request, and goes on through a flood', async ({
  page,
  baseURL,
}) => {
  await openHost(
    page,
    baseURL,
    (embed) =>
      `${BY_HAND}<iframe name="autoencoder-playground:secret" width="800" height="900" src="${embed(QUICK)}"></iframe>`,
  );
  const frame = page.frameLocator('iframe');
  await expect(start(frame)).toBeVisible();
  const answer = (id: number) =>
    page.evaluate(`heard.find((message) => message.id === ${id})`) as Promise<
      { type: string; reason?: string; value?: { phase: string; step: number } } | undefined
    >;
  await page.evaluate(`
    hello({ autoencoderPlayground: 1, nonce: 'secret' });
    port.postMessage({ id: 1, method: 'getState' });
    port.postMessage({ id: 2, method: 'decode', code: new Float32Array(5e6) });
    port.postMessage({ id: 3, method: 'configure', options: { epochs: '1e9' } });
    port.postMessage({ id: 4, method: 'decode', code: new Float32Array(31) });
    for (const bad of [null, 'train', { method: 'train' }, { id: -1, method: 'train' }, [[]]]) port.postMessage(bad);`);
  await expect.poll(() => answer(1)).toMatchObject({ type: 'answer', value: { phase: 'ready' } });
  expect(await answer(2)).toEqual({
    type: 'refusal',
    id: 2,
    reason: 'The code is empty or too long (code).',
  });
  await expect
    .poll(() => answer(3))
    .toMatchObject({ reason: expect.stringContaining('epochs=1e9 was ignored') });
  await expect
    .poll(() => answer(4))
    .toMatchObject({ reason: 'The code has 32 numbers here, not 31.' });
  expect((await answer(1))?.value?.step).toBe(0);

  await page.evaluate(`
    for (let id = 100; id < 20100; id++) port.postMessage({ id, method: 'encode', pixels: new Float32Array(784) });`);
  // A request that comes while the embed looks at the flood is dropped with it: the host asks again.
  let id = 30_000;
  await expect
    .poll(async () => {
      id += 1;
      await page.evaluate(`port.postMessage({ id: ${id}, method: 'train' })`);
      const types = await page.evaluate(
        'heard.filter((message) => message.id > 30_000).map((message) => message.type)',
      );
      return types;
    })
    .toContain('answer');
  await expectTraining(frame);
});
