import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import type { EmbedEvents, EmbedState } from '../src/embed/messages.ts';
import type {} from '../src/embed/sdk/sdk.ts';
import { Host } from './host.ts';

/** Bytes of the script for hosts, gzipped. */
const BUDGET = 5000;
const QUICK = 'preset="vanilla-32" data="2k" backend="simd" epochs="2"';

let host: Host | null = null;
test.afterEach(() => {
  host?.close();
  host = null;
});

/** Opens an author's page elsewhere with the playground's script, and notes what the element says. */
async function openHost(page: Page, body: string, headers: Record<string, string> = {}) {
  const script = `${test.info().project.use.baseURL}embed.js`;
  host = await Host.open(`<script type="module" src="${script}"></script>${body}`, headers);
  await page.addInitScript(() => {
    const said: unknown[] = [];
    Object.assign(globalThis, { said });
    for (const name of ['ready', 'state', 'metrics', 'epoch', 'drawing', 'error']) {
      addEventListener(name, (event) => said.push([name, (event as CustomEvent).detail]), true);
    }
  });
  await page.goto(host.origin);
}

/** What the element has said of one kind. */
async function said<Name extends keyof EmbedEvents>(
  page: Page,
  name: Name,
): Promise<EmbedEvents[Name][]> {
  const all = (await page.evaluate('said')) as [string, EmbedEvents[Name]][];
  return all.filter(([kind]) => kind === name).map(([, detail]) => detail);
}

const ask = (page: Page, method: 'getState' | 'pause' | 'reset' | 'train'): Promise<EmbedState> =>
  page.locator('autoencoder-playground').evaluate(
    // The element's class is the page's, not this test's.
    (element, name) => (element as HTMLElementTagNameMap['autoencoder-playground'])[name](),
    method,
  );

test('a page trains the playground in it, and hears of it', async ({ page }) => {
  await openHost(page, `<autoencoder-playground ${QUICK}></autoencoder-playground>`);
  // Asked before the frame is there: it waits, and loads the playground.
  const before = await ask(page, 'getState');
  expect(before).toMatchObject({ phase: 'ready', step: 0, epoch: 0, epochs: 2, codeSize: 32 });
  expect(before.link).toMatch(/^#1\./);

  expect((await ask(page, 'train')).phase).toBe('training');
  await expect.poll(async () => (await said(page, 'epoch')).length).toBe(2);
  const [first, second] = await said(page, 'epoch');
  expect(first).toMatchObject({ epoch: 1, loss: expect.any(Number) });
  expect(second?.loss).toBeLessThan(first?.loss ?? 0);
  expect((await said(page, 'metrics')).length).toBeGreaterThan(0);
  expect((await said(page, 'ready'))[0]).toMatchObject({ phase: 'ready', codeSize: 32 });
  expect((await said(page, 'state')).map(({ phase }) => phase)).toContain('training');

  await expect.poll(async () => (await ask(page, 'getState')).phase).toBe('paused');
  expect(await ask(page, 'reset')).toMatchObject({ epoch: 0 });
  expect(await said(page, 'error')).toEqual([]);
});

test('a page asks for steps, other options, codes and pictures', async ({ page }) => {
  await openHost(page, `<autoencoder-playground ${QUICK}></autoencoder-playground>`);
  const found = await page.evaluate(async () => {
    const playground = document.querySelector('autoencoder-playground');
    if (!playground) throw new Error('no element');
    const refused = (asked: Promise<unknown>) => asked.catch((error: Error) => error.message);
    const stroke = Array.from({ length: 784 }, (_, i) => (i % 28 === 14 ? 1 : 0));
    const code = await playground.encode(stroke);
    const decoded = await playground.decode(code);
    const rebuilt = await playground.reconstruct(Float32Array.from(stroke));
    await playground.step();
    let stepped = await playground.getState();
    while (stepped.phase !== 'paused') stepped = await playground.getState();
    const other = await playground.configure({ preset: 'deep-4', seed: 5 });
    return {
      code: code.length,
      difference: Math.max(...rebuilt.map((value, i) => Math.abs(value - (decoded[i] ?? 0)))),
      steps: stepped.step,
      other: { codeSize: other.codeSize, sameLink: other.link === stepped.link },
      short: await refused(playground.decode([1, 2])),
      shortPicture: await refused(playground.encode([1, 2])),
      notFinite: await refused(playground.decode([Number.NaN])),
      unknown: await refused(playground.configure({ preset: 'deep-5' })),
      dark: (await playground.setTheme('dark')).phase,
    };
  });
  expect(found).toMatchObject({
    code: 32,
    steps: 1,
    other: { codeSize: 4, sameLink: false },
    short: 'The code has 4 numbers here, not 2.',
    shortPicture: 'A picture has 784 numbers, not 2.',
    notFinite: 'A code has finite numbers only.',
    dark: 'ready',
  });
  expect(found.difference).toBeLessThan(1e-4);
  expect(found.unknown).toContain('preset=deep-5');
  const frame = page.frameLocator('autoencoder-playground iframe');
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a page hears of the student’s drawing, and follows the height', async ({ page }) => {
  await openHost(
    page,
    `<autoencoder-playground ${QUICK} panels="drawing,loss" height="200"></autoencoder-playground>`,
  );
  await ask(page, 'getState');
  const element = page.locator('autoencoder-playground');
  const pad = page.frameLocator('autoencoder-playground iframe').getByLabel(/draw/i).first();
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('no pad');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + (box.height * 3) / 4, { steps: 8 });
  await page.mouse.up();
  await expect
    .poll(async () => {
      const drawings = await said(page, 'drawing');
      return Object.values(drawings.at(-1)?.pixels ?? []).reduce((sum, value) => sum + value, 0);
    })
    .toBeGreaterThan(5);

  const inner = () =>
    page
      .frameLocator('autoencoder-playground iframe')
      .locator('#root')
      .evaluate((root) => root.getBoundingClientRect().height);
  await expect
    .poll(async () => Math.abs(((await element.boundingBox())?.height ?? 0) - (await inner())))
    .toBeLessThan(2);
  expect((await element.boundingBox())?.height).not.toBe(200);
});

test('the function makes the same element', async ({ page, baseURL }) => {
  await openHost(page, '<div id="here"></div>');
  const size = await page.evaluate(async (script) => {
    const { embedPlayground } = await import(script);
    const options = { preset: 'deep-4', panels: ['loss'], data: '2k', link: undefined };
    const playground = embedPlayground('#here', options);
    return (await playground.getState()).codeSize;
  }, `${baseURL}embed.js`);
  expect(size).toBe(4);
  await expect(page.locator('#here > autoencoder-playground')).toHaveAttribute('panels', 'loss');
});

test('an attribute that changes is another experiment', async ({ page }) => {
  await openHost(page, `<autoencoder-playground ${QUICK}></autoencoder-playground>`);
  const { link } = await ask(page, 'getState');
  const element = page.locator('autoencoder-playground');
  await element.evaluate((one) => one.setAttribute('code', '7'));
  await expect.poll(async () => (await ask(page, 'getState')).codeSize).toBe(7);
  await element.evaluate((one) => one.setAttribute('code', 'many'));
  await expect.poll(async () => (await said(page, 'error')).length).toBe(1);

  await element.evaluate((one, hash) => one.setAttribute('link', hash), link);
  await element.evaluate((one) => one.removeAttribute('code'));
  await expect.poll(async () => (await ask(page, 'getState')).codeSize).toBe(32);
});

const hosts = {
  'a page without an origin': { 'Content-Security-Policy': 'sandbox allow-scripts' },
  'a page that isolates itself': {
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Opener-Policy': 'same-origin',
  },
  'a page with a strict policy': {
    'Content-Security-Policy':
      "default-src 'none'; script-src http://localhost:*; frame-src http://localhost:*; require-trusted-types-for 'script'; trusted-types 'none'",
  },
} as const;

for (const [name, headers] of Object.entries(hosts)) {
  test(`it works in ${name}`, async ({ page }) => {
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    await openHost(page, `<autoencoder-playground ${QUICK}></autoencoder-playground>`, headers);
    await ask(page, 'train');
    await expect.poll(async () => (await said(page, 'epoch')).length).toBe(2);
    expect(complaints).toEqual([]);
  });
}

test('a notebook’s widget follows its traits, and brings figures back', async ({
  page,
  baseURL,
}) => {
  await openHost(page, '<div id="cell"></div>');
  const found = await page.evaluate(async (script) => {
    const { default: widget } = await import(script);
    const traits = new Map<string, unknown>([
      ['preset', 'vanilla-32'],
      ['data', '2k'],
      ['backend', 'simd'],
      ['state', {}],
    ]);
    const listeners = new Map<string, () => void>();
    const model = {
      get: (trait: string) => traits.get(trait),
      set: (trait: string, value: unknown) => traits.set(trait, value),
      save_changes: () => {},
      on: (event: string, listener: () => void) => listeners.set(event, listener),
      off: (event: string) => listeners.delete(event),
    };
    const el = document.querySelector('#cell');
    const cleanUp = widget.render({ model, el });
    const playground = document.querySelector('autoencoder-playground');
    await playground?.getState();
    traits.set('preset', 'deep-4');
    listeners.get('change:preset')?.();
    const until = Date.now() + 10_000;
    const size = () => (traits.get('state') as { codeSize?: number }).codeSize;
    while (size() !== 4 && Date.now() < until) await new Promise((done) => setTimeout(done, 50));
    cleanUp();
    return { size: size(), left: [el?.childElementCount, listeners.size] };
  }, `${baseURL}anywidget.js`);
  expect(found).toEqual({ size: 4, left: [0, 0] });
});

test('the script is small and loads nothing else', async ({ page, baseURL }) => {
  const response = await page.request.get(`${baseURL}embed.js`);
  const script = await response.text();
  expect(gzipSync(script).length).toBeLessThanOrEqual(BUDGET);
  expect(script).not.toMatch(/\bimport\s*[("'{*]|\bfrom\s*["']/);
});
