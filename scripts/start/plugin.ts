import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { minifySync, type Plugin } from 'vite';

const FILE = 'start.js';

/**
 * Takes spaces, comments and long names out of the built `start.js`, which every embed's poster loads.
 * Its syntax stays: old browsers have to read it.
 */
export function smallStart(): Plugin {
  let config = { publicDir: '', outDir: '' };
  return {
    name: 'small-start',
    apply: 'build',

    configResolved({ root, publicDir, build }) {
      config = { publicDir, outDir: join(root, build.outDir) };
    },

    async writeBundle(_options, bundle) {
      if (!bundle['index.html']) return;
      const source = await readFile(join(config.publicDir, FILE), 'utf8');
      const { code, errors } = minifySync(FILE, source, { module: false, compress: false });
      if (errors.length > 0) throw new Error(`${FILE}: ${errors[0]?.message}`);
      // The minifier writes every string as a template, which browsers before 2015 cannot read.
      const quoted = code.replace(/`([^`$"\\]*)`/g, '"$1"');
      if (quoted.includes('`')) throw new Error(`${FILE} has a string that cannot be quoted.`);
      await writeFile(join(config.outDir, FILE), quoted);
    },
  };
}
