import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { type BinaryName, binaries, compileKernels, kernelSources } from './compile.ts';

const ID = 'virtual:simd-kernels';
const SERVED = '/@simd-kernels/';
const names = Object.keys(binaries) as BinaryName[];

/**
 * Provides `virtual:simd-kernels`, whose functions, named like the `binaries`, resolve to the kernels
 * compiled from source. A build emits them as files, a development server serves them,
 * unit tests read them from the disk.
 */
export function simdKernels(): Plugin {
  let root = '';
  let place: 'test' | 'server' | 'build' = 'build';
  return {
    name: 'simd-kernels',

    configResolved(config) {
      root = config.root;
      if (config.command === 'serve') place = config.mode === 'test' ? 'test' : 'server';
    },

    resolveId: (id) => (id === ID ? `\0${ID}` : null),

    async load(id) {
      if (id !== `\0${ID}`) return null;
      for (const source of await kernelSources(root)) this.addWatchFile(source);
      const urls = await Promise.all(
        names.map(async (name) => {
          if (place === 'server') return JSON.stringify(`${SERVED}${name}.wasm`);
          const path = await compileKernels(root, name);
          if (place === 'test') return JSON.stringify(path);
          const asset = { name: `simd-${name}.wasm`, source: await readFile(path) };
          const reference = this.emitFile({ type: 'asset', ...asset });
          return `import.meta.ROLLUP_FILE_URL_${reference}`;
        }),
      );
      return `${readers[place]}
${names.map((name, i) => `export const ${name} = () => read(${urls[i]});`).join('\n')}`;
    },

    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const name = names.find((name) => request.url?.endsWith(`${SERVED}${name}.wasm`));
        if (!name) return next();
        try {
          const binary = await readFile(await compileKernels(root, name));
          response.setHeader('Content-Type', 'application/wasm');
          response.end(binary);
        } catch (error) {
          server.config.logger.error(String(error));
          response.statusCode = 500;
          response.end();
        }
      });
    },
  };
}

const fetched = `import { fetchFile as read } from '/src/loading/load-chunk.ts';`;

const readers = {
  build: fetched,
  server: fetched,
  test: `import { readFile } from 'node:fs/promises';\nconst read = (path) => readFile(path);`,
};
