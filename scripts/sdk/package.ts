import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const PACKAGE_NAME = 'autoencoder-playground-embed';

/**
 * The package's description of itself; version and license are the repository's.
 *
 * @param root the repository
 */
export async function packageJson(root: string): Promise<string> {
  const { version, license } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const entry = (script: string, types: string) => ({
    types: `./types/sdk/${types}.d.ts`,
    default: `./${script}.js`,
  });
  return `${JSON.stringify(
    {
      name: PACKAGE_NAME,
      version,
      description: 'Puts the autoencoder playground, or any part of it, into a page.',
      license,
      type: 'module',
      exports: {
        '.': entry('embed', 'sdk'),
        './react': entry('react', 'react'),
        './anywidget': entry('anywidget', 'anywidget'),
      },
      // Each script defines the element when it is imported.
      sideEffects: true,
      files: ['*.js', 'types'],
      peerDependencies: { react: '>=18' },
      peerDependenciesMeta: { react: { optional: true } },
    },
    null,
    2,
  )}\n`;
}
