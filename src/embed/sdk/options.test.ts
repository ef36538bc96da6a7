import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parameters } from '../parameters.ts';
import { PARAMETERS } from './options.ts';

it('passes every parameter of the embed on', () => {
  expect([...PARAMETERS].sort()).toEqual(Object.keys(parameters).sort());
});

const root = new URL('../../../', import.meta.url);
it.each([
  ['scripts/sdk/README.md', (name: string) => `\n| \`${name}\``],
  [
    'public/quarto/_extensions/autoencoder-playground/autoencoder-playground.lua',
    (name: string) => `'${name}'`,
  ],
])('are all in %s', async (path, entry) => {
  const text = await readFile(new URL(path, root), 'utf8');
  for (const name of [...PARAMETERS, 'link', 'height', 'loading', 'title']) {
    expect(text).toContain(entry(name));
  }
});
