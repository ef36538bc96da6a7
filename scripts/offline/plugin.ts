import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin, type Rollup } from 'vite';
import { MANIFEST_PATH } from '../../src/data/packs.ts';
import type { Build } from '../../src/offline/builds.ts';
import { WORKER_FILE } from '../../src/offline/messages.ts';

const SOURCE = 'src/offline/service-worker.ts';
/** Files of `public/` that the page itself uses. */
const PUBLIC_FILES = ['favicon.svg', 'start.js'];

/**
 * Makes the service worker, which keeps all files of the page: `index.html` as the folder's own address,
 * scripts, style sheets, fonts and kernels. A build alone makes it.
 */
export function offline(): Plugin {
  let root = '';
  return {
    name: 'offline',
    apply: 'build',

    configResolved(config) {
      root = config.root;
    },

    generateBundle: {
      // Once all files have their content.
      order: 'post',
      async handler(_options, bundle) {
        const page = bundle['index.html'];
        if (!page) return;
        const assets = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
        const files = ['./', ...PUBLIC_FILES, ...assets.toSorted()];
        const own = await Promise.all(
          PUBLIC_FILES.map((file) => readFile(join(root, 'public', file))),
        );
        // Assets have their content in their names.
        const hash = createHash('sha256').update(contentOf(page)).update(files.join('\n'));
        for (const content of own) hash.update(content);
        const id = hash.digest('hex').slice(0, 12);
        this.emitFile({
          type: 'asset',
          fileName: WORKER_FILE,
          source: await bundleWorker(root, { id, files }),
        });
      },
    },
  };
}

function contentOf(file: Rollup.OutputAsset | Rollup.OutputChunk): string | Uint8Array {
  return file.type === 'chunk' ? file.code : file.source;
}

async function bundleWorker(root: string, files: Build): Promise<string> {
  const result = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { BUILD: JSON.stringify(files), DATA_MANIFEST: JSON.stringify(MANIFEST_PATH) },
    build: {
      target: 'es2022',
      write: false,
      // Not a module: Firefox starts no service worker that is one.
      lib: { entry: join(root, SOURCE), formats: ['iife'], name: 'worker' },
      rolldownOptions: { output: { minify: true } },
    },
  });
  const [output] = [result].flat();
  const [chunk] = output && 'output' in output ? output.output : [];
  if (chunk?.type !== 'chunk') throw new Error('The service worker could not be built.');
  return chunk.code;
}
