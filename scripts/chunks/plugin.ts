import type { Plugin, Rollup } from 'vite';

/** A call as it stands in the sources. */
const CALL =
  /\b(loadChunk|pageChunk|lazyChunk)\(\s*(\(\) => import\(\s*(["'])([^"']+)\3\s*\)),?\s*\)/g;
/** What a call carries until all files have their names: the imported module's. */
const MARK = /(["'`])chunk-files:([^"'`]+)\1/g;

/**
 * Tells `loadChunk` (`src/loading/load-chunk.ts`) which files a chunk is made of: in a build,
 * `loadChunk(() => import('./x.ts'))`, and whatever is called like it, gets the list of their names as
 * a second argument.
 */
export function chunks(): Plugin {
  return {
    name: 'chunks',
    apply: 'build',

    async transform(code, importer) {
      const calls = [...code.matchAll(CALL)];
      if (calls.length === 0) return null;
      let marked = code;
      for (const [call, name, load, , source = ''] of calls) {
        const module = await this.resolve(source, importer);
        if (!module) throw new Error(`${importer} loads ${source}, which does not exist.`);
        const mark = JSON.stringify(`chunk-files:${encodeURIComponent(module.id)}`);
        marked = marked.replace(call, () => `${name}(${load}, ${mark})`);
      }
      return { code: marked, map: null };
    },

    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const all = Object.values(bundle).filter((file) => file.type === 'chunk');
        for (const chunk of all) {
          chunk.code = chunk.code.replace(MARK, (_mark, _quote, module: string) =>
            JSON.stringify(filesOf(decodeURIComponent(module), chunk, bundle)),
          );
        }
      },
    },
  };
}

/** Names, as seen from the importing chunk's folder, of what it does not have yet. */
function filesOf(
  module: string,
  importer: Rollup.OutputChunk,
  bundle: Rollup.OutputBundle,
): string[] {
  const chunk = Object.values(bundle).find(
    (file) => file.type === 'chunk' && file.moduleIds.includes(module),
  );
  if (chunk?.type !== 'chunk') throw new Error(`No chunk has ${module}.`);
  const here = withImports(importer, bundle);
  const missing = [...withImports(chunk, bundle)].filter((one) => !here.has(one));
  const styles = missing.flatMap((one) => [...(one.viteMetadata?.importedCss ?? [])]);
  return [...missing.map(({ fileName }) => fileName), ...new Set(styles)].map(
    (file) => `./${file.split('/').at(-1)}`,
  );
}

/** A chunk and all that it imports, itself first. */
function withImports(
  chunk: Rollup.OutputChunk,
  bundle: Rollup.OutputBundle,
  found = new Set<Rollup.OutputChunk>(),
): Set<Rollup.OutputChunk> {
  if (found.has(chunk)) return found;
  found.add(chunk);
  for (const name of chunk.imports) {
    const file = bundle[name];
    if (file?.type === 'chunk') withImports(file, bundle, found);
  }
  return found;
}
