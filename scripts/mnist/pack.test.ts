import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadMnist } from '../../src/data/mnist.ts';
import type { Manifest } from '../../src/data/packs.ts';
import type { Dataset } from '../../src/data/picture-set.ts';
import { MNIST_CACHE, packedMnist, readManifest } from './pack.ts';
import { readSource, SOURCE_FILES, type Source } from './source.ts';

/** Packing the first time takes several seconds. */
const PACKING_MS = 120_000;

let folder: string;
let manifest: Manifest;
let source: Source;
let empty: string;

beforeAll(async () => {
  empty = await mkdtemp(join(tmpdir(), 'mnist-'));
  folder = await packedMnist(MNIST_CACHE);
  manifest = await readManifest(folder);
  source = await readSource();
}, PACKING_MS);

afterAll(() => rm(empty, { recursive: true }));

describe('the packs', () => {
  it('begin with one under 600 KB that is enough to train', () => {
    const [first] = manifest.packs;
    expect(first?.packedBytes).toBeLessThan(600_000);
    expect(first?.parts).toEqual([
      { split: 'train', holds: 'labels', start: 0, end: 60_000 },
      { split: 'test', holds: 'labels', start: 0, end: 10_000 },
      { split: 'train', holds: 'images', start: 0, end: 2048 },
      { split: 'test', holds: 'images', start: 0, end: 1000 },
    ]);
  });

  it('are small enough for a progress bar to move', () => {
    for (const pack of manifest.packs) expect(pack.packedBytes).toBeLessThan(1_000_000);
  });

  it('carry their content in their name and their true length in the manifest', async () => {
    const files = await readdir(folder);
    expect(files.sort()).toEqual([...manifest.packs.map((pack) => pack.file), 'mnist.json'].sort());
    for (const pack of manifest.packs) {
      const content = await readFile(join(folder, pack.file));
      expect(content.length).toBe(pack.packedBytes);
    }
  });

  it('give back every byte of the four files through the loader', async () => {
    const read = async (url: string) =>
      new Response(await readFile(join(folder, url.replace('https://host/sub/path/data/', ''))));
    const dataset = await new Promise<Dataset>((resolve, reject) => {
      const loader = loadMnist({
        baseUrl: 'https://host/sub/path/',
        images: 60_000,
        fetch: read,
        onProgress: ({ bytesWanted, bytesArrived, failures }) => {
          if (failures.length > 0) reject(failures[0]?.sentence);
          if (bytesWanted > 0 && bytesArrived === bytesWanted) resolve(loader.dataset);
        },
      });
    });
    const { train, test } = dataset;
    expect(Buffer.compare(train.pixels, source.train.images)).toBe(0);
    expect(Buffer.compare(train.labels, source.train.labels)).toBe(0);
    expect(Buffer.compare(test.pixels, source.test.images)).toBe(0);
    expect(Buffer.compare(test.labels, source.test.labels)).toBe(0);
  });
});

describe('the source', () => {
  it('is named when it is missing or is not MNIST', async () => {
    const { name, md5 } = SOURCE_FILES.train.images;
    await expect(readSource(empty)).rejects.toThrow('cannot be read: run npm install again.');
    for (const split of Object.values(SOURCE_FILES)) {
      for (const file of Object.values(split)) await writeFile(join(empty, file.name), 'other');
    }
    await expect(readSource(empty)).rejects.toThrow(
      `${join(empty, name)} is not MNIST's: its MD5 sum is 795f3202b17cb6bc3d4b771d8c6c9eaf and should be ${md5}.`,
    );
  });
});
