import { join } from 'node:path';
import { build } from 'vite';

/** The scripts that authors load: source, and what is left to be found beside it or in the page. */
export const scripts = {
  'embed.js': { entry: 'sdk.ts', external: [] },
  'anywidget.js': { entry: 'anywidget.ts', external: [] },
  'react.js': { entry: 'react.tsx', external: ['react', './sdk.ts'] },
} as const;

export type ScriptName = keyof typeof scripts;

export const SDK_FOLDER = 'src/embed/sdk';

/**
 * One script for hosts, an ES module in one file.
 *
 * @param root the repository
 * @param home the playground's folder: an address, or as seen from the script
 */
export async function bundleScript(root: string, name: ScriptName, home: string): Promise<string> {
  const { entry, external } = scripts[name];
  const result = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { PLAYGROUND_HOME: JSON.stringify(home) },
    build: {
      target: 'es2022',
      write: false,
      lib: { entry: join(root, SDK_FOLDER, entry), formats: ['es'], fileName: () => name },
      rolldownOptions: {
        external: [...external],
        output: { minify: true, paths: (id) => (id.endsWith('/sdk.ts') ? './embed.js' : id) },
      },
    },
  });
  const [output] = [result].flat();
  const [chunk] = output && 'output' in output ? output.output : [];
  if (chunk?.type !== 'chunk') throw new Error(`${name} could not be built.`);
  return chunk.code;
}
