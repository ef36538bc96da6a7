import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bundleScript } from './bundle.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const imports = /\b(?:import|from)\s*["']([^"']+)["']/g;
const importsOf = (code: string) => [...code.matchAll(imports)].map(([, name]) => name);

it('makes one small file for hosts', async () => {
  const code = await bundleScript(root, 'embed.js', '.');
  expect(gzipSync(code).length).toBeLessThanOrEqual(5000);
  expect(importsOf(code)).toEqual([]);
  expect(importsOf(await bundleScript(root, 'anywidget.js', '.'))).toEqual([]);
});

it('leaves React and the element out of the component', async () => {
  const code = await bundleScript(root, 'react.js', '.');
  expect(importsOf(code).sort()).toEqual(['./embed.js', 'react']);
});

it('makes a script that a server without elements can import', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'embed-'));
  const path = join(folder, 'embed.mjs');
  await writeFile(path, await bundleScript(root, 'embed.js', 'https://example.org/playground/'));
  const script = await import(/* @vite-ignore */ pathToFileURL(path).href);
  expect(Object.keys(script)).toEqual(['AutoencoderPlaygroundElement', 'embedPlayground']);
  await rm(folder, { recursive: true });
});
