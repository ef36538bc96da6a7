import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import {
  MANIFEST_PATH,
  type Manifest,
  type PackPart,
  packPlan,
  partBytes,
} from '../../src/data/packs.ts';
import { DIGIT_SIZE } from '../../src/spec/shape.ts';
import { readSource, SOURCE_FILES, type Source } from './source.ts';

/** Keeps the packs between runs; relative to the repository. */
export const MNIST_CACHE = 'node_modules/.cache/mnist';

const compress = promisify(gzip);
const MANIFEST_FILE = basename(MANIFEST_PATH);

/**
 * Packs MNIST into a folder of its own below `cache`, once: later calls find it there. The folder's
 * name holds the sums of the sources and the plan, so a change of either packs anew.
 *
 * @param cache folder for such folders
 * @param read where the four files come from
 * @returns the folder, which holds the manifest and the packs
 */
export async function packedMnist(cache: string, read = readSource): Promise<string> {
  const key = hashOf(JSON.stringify([SOURCE_FILES, packPlan()]));
  const folder = join(cache, `mnist-${key}`);
  if (await readFile(join(folder, MANIFEST_FILE)).catch(() => null)) return folder;

  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(join(cache, 'unfinished-'));
  await writePacks(await read(), unfinished);
  // Moved in one piece: another process that packs at the same time never sees half of it.
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true }));
  return folder;
}

/** Reads the manifest of a folder that {@link packedMnist} gave. */
export async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, MANIFEST_FILE), 'utf8')) as Manifest;
}

async function writePacks(source: Source, folder: string): Promise<void> {
  const packs = await Promise.all(
    packPlan().map(async (parts) => {
      const unpacked = Buffer.concat(parts.map((part) => slice(source, part)));
      const packed = await compress(unpacked, { level: constants.Z_BEST_COMPRESSION });
      const file = `mnist-${hashOf(packed)}.pack`;
      await writeFile(join(folder, file), packed);
      return { file, packedBytes: packed.length, bytes: unpacked.length, parts };
    }),
  );
  await writeFile(join(folder, MANIFEST_FILE), JSON.stringify({ packs } satisfies Manifest));
}

function slice(source: Source, part: PackPart): Uint8Array {
  const start = part.start * (part.holds === 'labels' ? 1 : DIGIT_SIZE);
  return source[part.split][part.holds].subarray(start, start + partBytes(part));
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}
