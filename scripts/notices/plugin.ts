import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { noticesText, packageNotice } from './notice.ts';

/** In the page's folder. */
const FILE = 'third-party-notices.txt';
const PACKAGE = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
/** What bundlers add of their own. */
const BUNDLERS = { '\0vite/': 'vite', '\0rolldown/': 'rolldown' } as const;

/**
 * Puts the notices that the dependencies' licences ask for beside the page: of every package that has
 * a module in a chunk, or a file such as a font.
 *
 * @returns the page's plugin, which writes them, and the workers', which are built before
 */
export function notices(): Record<'page' | 'worker', () => Plugin> {
  const folders = new Set<string>();
  const plugin = (writes: boolean): Plugin => {
    let root = '';
    const packageOf = (id: string) => {
      const bundler = Object.entries(BUNDLERS).find(([start]) => id.startsWith(start))?.[1];
      return bundler ? join(root, 'node_modules', bundler) : PACKAGE.exec(resolve(root, id))?.[0];
    };
    return {
      name: 'notices',
      apply: 'build',
      configResolved(config) {
        root = config.root;
      },
      async generateBundle(_options, bundle) {
        for (const file of Object.values(bundle)) {
          for (const id of file.type === 'chunk' ? file.moduleIds : file.originalFileNames) {
            const folder = packageOf(id);
            if (folder) folders.add(folder);
          }
        }
        if (!writes) return;
        const found = await Promise.all([...folders].map(packageNotice));
        this.emitFile({ type: 'asset', fileName: FILE, source: noticesText(found) });
      },
    };
  };
  return { page: () => plugin(true), worker: () => plugin(false) };
}
