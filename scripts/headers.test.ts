import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageHeaders, securityPolicy, sendHeaders } from './headers.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'headers-'));
  await mkdir(join(root, 'built'));
  for (const folder of ['.', 'built']) await writeFile(join(root, folder, 'worker.js'), '// empty');
});
afterAll(() => rm(root, { recursive: true }));

const common = { configFile: false, logLevel: 'warn', appType: 'mpa' } as const;

async function startPreview(): Promise<{ url: string; close: () => Promise<void> }> {
  const plugins = [sendHeaders()];
  const options = { build: { outDir: 'built' }, preview: { port: 0 } };
  const server = await preview({ ...common, ...options, root, plugins });
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

async function startDevelopment(): Promise<{ url: string; close: () => Promise<void> }> {
  const plugins = [sendHeaders()];
  const server = await createServer({ ...common, root, plugins, server: { port: 0, ws: false } });
  await server.listen();
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

const inPreview = { ...pageHeaders, 'Content-Security-Policy': securityPolicy };

describe.each([
  { name: 'preview', start: startPreview, headers: inPreview },
  { name: 'development', start: startDevelopment, headers: pageHeaders },
])('sendHeaders in $name', ({ start, headers }) => {
  it('sends all headers with a script, its revalidation and a missing file', async () => {
    const server = await start();
    const url = `${server.url}worker.js`;
    const whole = await fetch(url);
    const again = await fetch(url, {
      headers: { 'If-None-Match': whole.headers.get('ETag') ?? '' },
    });
    const missing = await fetch(`${server.url}none.js`);
    await server.close();
    expect([whole.status, again.status, missing.status]).toEqual([200, 304, 404]);
    for (const answer of [whole, again, missing]) {
      const found = Object.keys(headers).map((name) => [name, answer.headers.get(name)]);
      expect(Object.fromEntries(found)).toEqual(headers);
    }
  });
});
