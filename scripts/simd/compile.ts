import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

/** For a memory that threads share; 16,384 pages are 1 GB, as in `memory.ts`. */
const shared = ['--sharedMemory', '--maximumMemory', '16384'];

/** The binaries made of the kernels: options of the compiler. */
export const binaries = {
  plain: ['--enable', 'simd'],
  relaxed: ['--enable', 'simd,relaxed-simd'],
  plainShared: ['--enable', 'simd,threads', ...shared],
  relaxedShared: ['--enable', 'simd,relaxed-simd,threads', ...shared],
} as const;

export type BinaryName = keyof typeof binaries;

export const KERNELS = 'src/engine/simd/kernels';
const CACHE = 'node_modules/.cache/simd';

/**
 * Compiles the kernels, or finds what was compiled of the same sources before.
 * Rejects with the compiler's messages.
 * @param root the repository
 * @returns the binary's path
 */
export async function compileKernels(root: string, name: BinaryName): Promise<string> {
  const options = [
    ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--disableWarning', '201'],
    ...binaries[name],
  ];
  const path = join(root, CACHE, `${name}-${await fingerprint(root, options)}.wasm`);
  const known = await readFile(path).catch(() => null);
  if (known) return path;

  const files = new Map<string, Uint8Array>();
  const { error, stderr } = await asc.main(
    ['index.ts', '--outFile', 'kernels.wasm', '--baseDir', join(root, KERNELS), ...options],
    { writeFile: (file, contents) => void files.set(file, contents as Uint8Array) },
  );
  const binary = files.get('kernels.wasm');
  if (error || !binary) throw new Error(`The kernels do not compile:\n${stderr}`);
  await mkdir(join(root, CACHE), { recursive: true });
  // Under another name first: tests of several processes may compile at the same time.
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, binary);
  await rename(draft, path);
  return path;
}

export async function kernelSources(root: string): Promise<string[]> {
  const names = await readdir(join(root, KERNELS));
  return names.sort().map((name) => join(root, KERNELS, name));
}

async function fingerprint(root: string, options: string[]): Promise<string> {
  const hash = createHash('sha256').update(`${asc.version} ${options.join(' ')}`);
  for (const path of await kernelSources(root)) hash.update(path).update(await readFile(path));
  return hash.digest('hex').slice(0, 16);
}
