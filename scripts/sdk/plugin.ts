import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { siteUrl } from '../site.ts';
import { bundleScript, type ScriptName, scripts } from './bundle.ts';
import { packageJson } from './package.ts';
import { sdkTypes } from './types.ts';

/** Where scripts of the package find the playground when the build knows no address: beside `sdk/`. */
const BESIDE_PACKAGE = '..';
const names = Object.keys(scripts) as ScriptName[];
/** Those that a page loads from beside the playground; React components come with a bundler. */
const served: ScriptName[] = ['embed.js', 'anywidget.js'];

/**
 * Puts the scripts for hosts beside the page, and `sdk/`, a package of them that is ready to be
 * published. A development server serves the scripts alone.
 */
export function sdk(): Plugin {
  let root = '';
  return {
    name: 'sdk',
    // Unit tests run Vite too, and load no script of a host.
    apply: (_config, { mode }) => mode !== 'test',

    configResolved(config) {
      root = config.root;
    },

    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const path = request.url?.split('?')[0];
        const name = served.find((script) => path === `/${script}`);
        if (!name) return next();
        try {
          const code = await bundleScript(root, name, '.');
          response.setHeader('Content-Type', 'text/javascript');
          response.end(code);
        } catch (error) {
          server.config.logger.error(String(error));
          response.statusCode = 500;
          response.end();
        }
      });
    },

    async generateBundle() {
      const emit = (fileName: string, source: string) =>
        this.emitFile({ type: 'asset', fileName, source });
      for (const name of served) emit(name, await bundleScript(root, name, '.'));
      for (const name of names) {
        emit(`sdk/${name}`, await bundleScript(root, name, siteUrl() ?? BESIDE_PACKAGE));
      }
      for (const [path, source] of await sdkTypes(root)) emit(`sdk/types/${path}`, source);
      emit('sdk/package.json', await packageJson(root));
      emit('sdk/README.md', await readFile(join(root, 'scripts/sdk/README.md'), 'utf8'));
    },
  };
}
