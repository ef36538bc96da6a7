import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The type declarations of the scripts for hosts, by path.
 *
 * @param root the repository
 * @throws Error with the compiler's messages
 */
export async function sdkTypes(root: string): Promise<Map<string, string>> {
  const compiler = createRequire(import.meta.url).resolve('typescript/package.json');
  const folder = await mkdtemp(join(root, 'node_modules/.cache/sdk-types-'));
  try {
    const arguments_ = ['-p', join(root, 'scripts/sdk/tsconfig.json'), '--outDir', folder];
    await run(process.execPath, [join(dirname(compiler), 'bin/tsc'), ...arguments_]).catch(
      ({ stdout }) => {
        throw new Error(`The scripts’ types could not be made:\n${stdout}`);
      },
    );
    const files = await readdir(folder, { recursive: true });
    const types = new Map<string, string>();
    for (const file of files.filter((name) => name.endsWith('.d.ts')).sort()) {
      types.set(file, await readFile(join(folder, file), 'utf8'));
    }
    return types;
  } finally {
    await rm(folder, { recursive: true });
  }
}
