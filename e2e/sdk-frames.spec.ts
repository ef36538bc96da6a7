import { expect, type Page, test } from '@playwright/test';
import type {} from '../src/embed/sdk/sdk.ts';
import { Host } from './host.ts';

/** A frame that greets as the playground does, then runs `script` with its `port`. */
const frame = (script: string) => `<!doctype html><title>frame</title><script>
addEventListener('message', ({ data, ports: [port] }) => {
  const heard = [];
  port.onmessage = ({ data }) => heard.push(data);
  const say = (...messages) => messages.forEach((message) => port.postMessage(message));
  const welcome = { type: 'welcome', protocol: 1, nonce: data.nonce };
  ${script}
});
</script>`;

const state = JSON.stringify({
  phase: 'ready',
  step: 0,
  epoch: 0,
  epochs: 20,
  loss: null,
  validationLoss: null,
  imagesPerSecond: null,
  codeSize: 4,
  link: '#1.abc',
});

const answering = `say(welcome, { type: 'event', name: 'ready', detail: ${state} });
port.onmessage = ({ data: { id, ...asked } }) => {
  say({ type: 'event', name: 'error', detail: { message: JSON.stringify(asked) } });
  say({ type: 'answer', id, value: ${state} });
};`;

let host: Host | null = null;
test.afterEach(() => {
  host?.close();
  host = null;
});

/** Opens an author's page on another origin than the playground's, and notes what the element says. */
async function openHost(page: Page, frameScript: string, element: string, headers = {}) {
  const script = `${test.info().project.use.baseURL}embed.js`;
  host = await Host.open(
    `<script type="module" src="${script}"></script><p>Before</p>${element}<p>After</p>`,
    headers,
    {
      '/frame/embed.html': frame(frameScript),
      '/empty/embed.html': '<!doctype html><title>nothing</title>',
    },
  );
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  await page.addInitScript(() => {
    const said: unknown[] = [];
    Object.assign(globalThis, { said });
    for (const name of ['ready', 'state', 'metrics', 'epoch', 'drawing', 'error']) {
      addEventListener(name, (event) => said.push([name, (event as CustomEvent).detail]), true);
    }
  });
  await page.goto(host.origin);
  const said = () => page.evaluate('said') as Promise<[string, unknown][]>;
  return { origin: host.origin, faults, said };
}

const playgroundElement = '<autoencoder-playground src="/frame/"></autoencoder-playground>';

test('the frame is as the author wants it', async ({ page }) => {
  const { origin, said } = await openHost(
    page,
    answering,
    `<autoencoder-playground src="/frame" preset="deep-4" panels="drawing,loss" theme="dark" height="300"
      link="http://example.org/#1.abc" title="Squeeze it" class="wide" data-x="1"></autoencoder-playground>`,
  );
  const element = page.locator('autoencoder-playground');
  const inner = element.locator('iframe');
  await expect(inner).toHaveAttribute(
    'src',
    `${origin}frame/embed.html?preset=deep-4&panels=drawing%2Closs&theme=dark#1.abc`,
  );
  await expect(inner).toHaveAttribute('title', 'Squeeze it');
  await expect(element).toHaveCSS('height', '300px');
  // It is told nothing that its address says.
  await expect.poll(said).toEqual([['ready', JSON.parse(state)]]);
});

test('an attribute that changes is told; one that goes, or another link, opens the frame anew', async ({
  page,
}) => {
  const { said } = await openHost(page, answering, playgroundElement);
  const set = (attributes: Record<string, string | null>) =>
    page.locator('autoencoder-playground').evaluate((element, entries) => {
      for (const [name, value] of Object.entries(entries)) {
        if (value === null) element.removeAttribute(name);
        else element.setAttribute(name, value);
      }
    }, attributes);
  const told = (asked: object) => ['error', { message: JSON.stringify(asked) }];
  await expect.poll(said).toHaveLength(1);
  await set({ epochs: '3', panels: 'loss' });
  const options = { epochs: '3', panels: 'loss' };
  await expect.poll(said).toContainEqual(told({ method: 'configure', options }));
  await set({ theme: 'dark' });
  await expect.poll(said).toContainEqual(told({ method: 'setTheme', theme: 'dark' }));

  const inner = page.locator('autoencoder-playground iframe');
  await set({ epochs: null });
  await expect(inner).toHaveAttribute('src', /embed\.html\?panels=loss&theme=dark$/);
  const readies = async () => (await said()).filter(([name]) => name === 'ready').length;
  await expect.poll(readies).toBe(2);
  await set({ link: '#1.xyz' });
  await expect(inner).toHaveAttribute('src', /theme=dark#1\.xyz$/);
  await expect.poll(readies).toBe(3);
});

test('its height follows the frame’s', async ({ page }) => {
  await openHost(
    page,
    `say(welcome, ...[NaN, -5, 1e9, '900', 700].map((pixels) => ({ type: 'height', pixels })));
    say({ type: 'height', pixels: 20_000 });`,
    `<style>autoencoder-playground { height: 200px }</style>${playgroundElement}`,
  );
  await expect(page.locator('autoencoder-playground')).toHaveCSS('height', '700px');
});

test('a silent frame is named after ten seconds, with a link to a page of its own', async ({
  page,
}) => {
  const { origin, said } = await openHost(
    page,
    '',
    '<autoencoder-playground src="/empty/" preset="deep-4"></autoencoder-playground>',
  );
  const asked = page.evaluate(() =>
    document
      .querySelector('autoencoder-playground')
      ?.train()
      .catch((error: Error) => error.message),
  );
  await expect(page.getByRole('alert')).toContainText('The playground did not answer.');
  expect(await asked).toBe('The playground did not answer.');
  await expect(page.getByRole('alert').getByRole('link')).toHaveAttribute(
    'href',
    `${origin}empty/embed.html?preset=deep-4`,
  );
  expect(await said()).toEqual([['error', { message: 'The playground did not answer.' }]]);
});

test('a playground of a later version is named', async ({ page }) => {
  await openHost(page, 'say({ ...welcome, protocol: 2 })', playgroundElement);
  await expect(page.getByRole('alert')).toContainText('of another version');
});

test('taken off the page, it rejects what waits; put back, it begins anew', async ({ page }) => {
  const { said } = await openHost(
    page,
    'say(welcome); say({ type: "event", name: "error", detail: { message: "here" } })',
    playgroundElement,
  );
  await expect.poll(said).toHaveLength(1);
  const reason = await page.evaluate(async () => {
    const element = document.querySelector('autoencoder-playground');
    const asked = element?.getState().catch((error: Error) => error.message);
    element?.remove();
    const answer = await asked;
    if (element) document.body.append(element);
    return answer;
  });
  expect(reason).toBe('The playground was taken off the page.');
  await expect.poll(said).toHaveLength(2);
});

test('a lazy one opens when the reader comes near', async ({ page }) => {
  const { said } = await openHost(
    page,
    answering,
    '<div style="height: 4000px"></div><autoencoder-playground src="/frame/" loading="lazy"></autoencoder-playground>',
  );
  await expect(page.locator('autoencoder-playground iframe')).toHaveCount(0);
  await page.getByText('After').scrollIntoViewIfNeeded();
  await expect.poll(said).toHaveLength(1);
});

test('a hostile frame changes nothing of its host', async ({ page }) => {
  const { said, faults } = await openHost(
    page,
    `const big = new Float32Array(4_000_000);
    const odd = [null, 1, 'x', [], {}, new Map([['type', 'height']]), big, { type: big }, new Error('x'),
      { type: '__proto__' }, { type: 'event', name: 'constructor', detail: {} },
      { type: 'event', name: 'drawing', detail: { pixels: big } },
      { type: 'event', name: 'drawing', detail: { pixels: new Float32Array(784).fill(NaN) } },
      { type: 'event', name: 'state', detail: { ...${state}, link: 'javascript:alert(1)' } },
      { type: 'answer', id: 1, value: ${state} }, { type: 'refusal', id: 'x', reason: 1 }];
    say(...odd, { ...welcome, nonce: 'guessed' }, ...odd, welcome, welcome, ...odd);
    const flood = () => { for (let i = 0; i < 20_000; i++) say({ type: 'height', pixels: 100 + i % 50 }); };
    flood();
    parent.postMessage({ autoencoderPlayground: 1, nonce: data.nonce }, '*');
    parent.postMessage({ type: 'event', name: 'ready', detail: ${state} }, '*');
    // Heard again as soon as the flood is over.
    setInterval(() => say({ type: 'height', pixels: 640 }), 200);`,
    playgroundElement,
  );
  await expect(page.locator('autoencoder-playground')).toHaveCSS('height', '640px');
  expect(await said()).toEqual([]);
  expect(faults).toEqual([]);
  expect(await page.evaluate(() => document.querySelectorAll('body > *').length)).toBe(3);
});

test('a host with a strict policy needs no exception for it', async ({ page }) => {
  const playground = test.info().project.use.baseURL ?? '';
  const violations: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text());
  });
  const { said } = await openHost(page, answering, playgroundElement, {
    'Content-Security-Policy': `default-src 'none'; script-src ${playground}; frame-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`,
  });
  await expect.poll(said).toHaveLength(1);
  await expect(page.locator('autoencoder-playground')).toHaveCSS('height', '480px');
  await expect(page.locator('autoencoder-playground iframe')).toHaveCSS('border-style', 'none');
  expect(violations).toEqual([]);
});

test('a host without an origin is answered too', async ({ page }) => {
  const { said } = await openHost(page, answering, playgroundElement, {
    'Content-Security-Policy': 'sandbox allow-scripts',
  });
  await expect.poll(said).toHaveLength(1);
});
