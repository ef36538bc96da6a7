// The benchmark, in a real browser: npm run bench -- [options], which README.md lists.
// Node 20 reads no TypeScript, so Vite loads the program as it loads its own configuration.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = fileURLToPath(new URL('main.ts', import.meta.url));
const { module } = await runnerImport(program, { root, configFile: false, logLevel: 'warn' });
await module.main(root, process.argv.slice(2));
