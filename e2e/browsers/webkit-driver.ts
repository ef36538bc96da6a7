import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { type Driver, type Point, WINDOW } from './driver.ts';

/** The key under which WebDriver gives an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** WebDriver's code of the Enter key. */
const ENTER = '\uE007';
const PATIENCE = 120_000;

/**
 * WebKitGTK's browser, by WebDriver, on a display of its own.
 *
 * @param browser path of MiniBrowser
 * @param sharesMemory whether it has `SharedArrayBuffer` in isolated pages, as Safari has
 */
export async function openWebKit(browser: string, sharesMemory: boolean): Promise<Driver> {
  const port = await freePort();
  const driver = spawn(
    'xvfb-run',
    [
      '--auto-servernum',
      '--server-args=-screen 0 1600x1200x24',
      'WebKitWebDriver',
      `--port=${port}`,
    ],
    {
      detached: true, // a group of its own, which ends as one
      stdio: 'ignore',
      env: {
        ...process.env,
        // Containers seldom allow a sandbox; it opens nothing but our own page.
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
        LIBGL_ALWAYS_SOFTWARE: '1',
        ...(sharesMemory ? { JSC_useSharedArrayBuffer: '1' } : {}),
      },
    },
  );
  try {
    const origin = `http://127.0.0.1:${port}`;
    await untilReady(origin, driver);
    return await openSession(origin, browser, () => end(driver));
  } catch (error) {
    end(driver);
    throw error;
  }
}

async function openSession(origin: string, binary: string, end: () => void): Promise<Driver> {
  const options = { binary, args: ['--automation'] };
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
  const { sessionId } = await call<{ sessionId: string }>(origin, 'POST', '/session', {
    capabilities,
  });
  const post = <Result>(path: string, body: unknown = {}) =>
    call<Result>(origin, 'POST', `/session/${sessionId}${path}`, body);
  await post('/timeouts', { script: PATIENCE, pageLoad: PATIENCE });
  await post('/window/rect', WINDOW);
  const actions = (source: unknown) => post<void>('/actions', { actions: [source] });
  const typeKeys = (text: string) =>
    actions({
      type: 'key',
      id: 'keyboard',
      actions: [...text].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    });
  return {
    goto: (url) => post('/url', { url }),
    inject: async (script) => {
      await post('/execute/sync', { script, args: [] });
    },
    async evaluate<Result>(act: unknown, ...args: unknown[]) {
      const script = `const [args, done] = arguments;
        Promise.resolve((async () => (${act})(...args))()).then(
          (value) => done({ value }),
          (error) => done({ error: String(error) }),
        );`;
      const outcome = await post<{ value: Result } | { error: string }>('/execute/async', {
        script,
        args: [args],
      });
      if ('error' in outcome) throw new Error(outcome.error);
      return outcome.value;
    },
    async drag(points: readonly Point[]) {
      const move = ({ x, y }: Point) => ({
        type: 'pointerMove',
        duration: 20,
        origin: 'viewport',
        x: Math.round(x),
        y: Math.round(y),
      });
      const [first, ...others] = points;
      if (!first) return;
      await actions({
        type: 'pointer',
        id: 'mouse',
        parameters: { pointerType: 'mouse' },
        actions: [
          move(first),
          { type: 'pointerDown', button: 0 },
          ...others.map(move),
          { type: 'pointerUp', button: 0 },
        ],
      });
    },
    type: typeKeys,
    press: () => typeKeys(ENTER),
    async choose(selector, file) {
      const element = await post<Record<string, string>>('/element', {
        using: 'css selector',
        value: selector,
      });
      await post(`/element/${element[ELEMENT]}/value`, { text: file });
    },
    screenshot: async () => {
      const png = await call<string>(origin, 'GET', `/session/${sessionId}/screenshot`);
      return Buffer.from(png, 'base64');
    },
    async close() {
      await call(origin, 'DELETE', `/session/${sessionId}`).finally(end);
    },
  };
}

/** One WebDriver command; rejects with what the driver says. */
async function call<Result>(
  origin: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Result> {
  const response = await fetch(origin + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { value } = (await response.json()) as { value: Result & { message?: string } };
  if (!response.ok) throw new Error(`${path}: ${value.message ?? response.status}`);
  return value;
}

async function untilReady(origin: string, driver: ChildProcess): Promise<void> {
  const start = performance.now();
  for (;;) {
    if (driver.exitCode !== null) throw new Error('WebKitWebDriver ended at once.');
    const answer = await call(origin, 'GET', '/status').catch(() => null);
    if (answer !== null) return;
    if (performance.now() - start > PATIENCE) throw new Error('WebKitWebDriver does not answer.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Ends the driver with its display and browser. */
function end({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid);
  } catch {
    // It has ended by itself.
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
