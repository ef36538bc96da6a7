// Runs every program of a folder from its first line to its last, in one process. Prints a JSON of the
// names of those that failed, with what they said.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.argv[2] ?? '';
/** @type {Record<string, string>} */
const failed = {};
const { log } = console;
console.log = () => {};
for (const name of readdirSync(folder)) {
  try {
    await import(pathToFileURL(join(folder, name)).href);
  } catch (error) {
    failed[name] = String(error instanceof Error ? error.stack : error);
  }
}
log(`\n${JSON.stringify(failed)}`);
