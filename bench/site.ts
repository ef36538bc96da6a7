import { join } from 'node:path';
import { build, type InlineConfig, type PreviewServer, preview } from 'vite';
import { pageHeaders } from '../scripts/headers.ts';
import { mnist } from '../scripts/mnist/plugin.ts';
import { simdKernels } from '../scripts/simd/plugin.ts';

/** Something built and served on this machine. */
export interface Site {
  url: string;
  close(): Promise<void>;
}

const OUTPUT = 'node_modules/.cache/bench';

/**
 * The benchmark's own page: isolated as ours is, for threads, but without its security policy, as
 * peers start workers from blobs. Not minified: TensorFlow.js sends its own source to its threads.
 */
export function serveBench(root: string): Promise<Site> {
  const plugins = () => [mnist(), simdKernels()];
  return serve('/bench/page/', {
    root,
    configFile: false,
    appType: 'mpa',
    publicDir: false,
    plugins: plugins(),
    worker: { format: 'es', plugins: () => [simdKernels()] },
    build: {
      outDir: join(root, OUTPUT, 'page'),
      target: 'es2022',
      minify: false,
      rollupOptions: { input: join(root, 'bench/page/index.html') },
    },
    preview: { headers: pageHeaders },
  });
}

/** The playground, as anybody would host it. */
export function servePlayground(root: string): Promise<Site> {
  return serve('/', { root, build: { outDir: join(root, OUTPUT, 'playground') } });
}

async function serve(path: string, config: InlineConfig): Promise<Site> {
  const quiet: InlineConfig = { ...config, logLevel: 'error' };
  await build({
    ...quiet,
    build: { ...quiet.build, emptyOutDir: true, chunkSizeWarningLimit: 9999 },
  });
  const server: PreviewServer = await preview({
    ...quiet,
    preview: { ...quiet.preview, port: 0, host: 'localhost', open: false },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { url: `http://localhost:${address.port}${path}`, close: () => server.close() };
}
