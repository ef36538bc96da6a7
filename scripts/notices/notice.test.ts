import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { noticesText, packageNotice } from './notice.ts';

const installed = (name: string) =>
  packageNotice(fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url)));

it.each([
  ['react', 'MIT', /Copyright \(c\) Meta Platforms/],
  ['@fontsource-variable/inter', 'OFL-1.1', /SIL OPEN FONT LICENSE/i],
  // Has a notice beside its licence.
  ['es-toolkit', 'MIT', /lodash/i],
  // Of these the source alone says who made them.
  ['@tensorflow/tfjs-core', 'Apache-2.0', /Google LLC[\s\S]*TERMS AND CONDITIONS FOR USE/],
  ['seedrandom', 'MIT', /David Bau[\s\S]*Permission is hereby granted/],
])('has the notice of %s', async (name, licence, text) => {
  const notice = await installed(name);
  expect(notice).toMatchObject({ name, licence });
  expect(notice.text).toMatch(text);
});

it('leaves out what only the bundler is made of', async () => {
  expect((await installed('vite')).text).not.toContain('bundled dependencies');
});

it('names every package, and MNIST', async () => {
  const text = noticesText(await Promise.all(['zustand', 'idb'].map(installed)));
  expect(text).toMatch(/MNIST[\s\S]*idb [\d.]+ \(ISC\)[\s\S]*zustand [\d.]+ \(MIT\)/);
});
