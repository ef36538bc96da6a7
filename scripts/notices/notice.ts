import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a package's authors ask to be told with it. */
export interface Notice {
  name: string;
  version: string;
  /** As its `package.json` names it, such as `MIT`. */
  licence: string;
  /** Of its licence and notice files, or its source's heading where it has none. */
  text: string;
}

const FILES = /^(licen[cs]e|notice|copying)(\.(md|txt))?$/i;
/** Vite's file goes on with the licences of what Vite itself is made of, which is not shipped. */
const OF_THE_TOOL = /^# Licenses of bundled dependencies$[\s\S]*/m;
/** TensorFlow.js' packages have no text of their licence; what they depend on has. */
const APACHE = '../../long/LICENSE';
const COMMENT = /\/\*[\s\S]*?\*\//g;

/**
 * The notice of an installed package.
 *
 * @param folder where it is installed
 * @throws Error if it has neither a licence file nor a heading that names its authors
 */
export async function packageNotice(folder: string): Promise<Notice> {
  const json = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const { name, version, license: licence, main = 'index.js' } = json;
  const files = (await readdir(folder)).filter((file) => FILES.test(file)).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  if (texts.length === 0) {
    const sources = await Promise.all(
      [main, `${name.split('/').at(-1)}.js`].map((file) =>
        readFile(join(folder, file), 'utf8').catch(() => ''),
      ),
    );
    const comments = sources.join('\n').match(COMMENT);
    const heading = comments?.find((text) => /copyright/i.test(text));
    if (!heading) throw new Error(`${name} says nowhere who made it.`);
    texts.push(heading.replace(/^\s*(\/\*+!?|\*+\/|\*)[^\S\n]?|\*\/$/gm, ''));
    if (licence === 'Apache-2.0') texts.push(await readFile(join(folder, APACHE), 'utf8'));
  }
  const text = texts.map((one) => one.replace(OF_THE_TOOL, '').trim()).join('\n\n');
  return { name, version, licence, text };
}

/** One text of all notices, by the packages' names. */
export function noticesText(notices: readonly Notice[]): string {
  const rule = '-'.repeat(80);
  const sorted = notices.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return [
    'The autoencoder playground is made with the software below, and with MNIST, the handwritten',
    'digits by Yann LeCun, Corinna Cortes and Christopher J. C. Burges, which are under CC BY-SA 3.0:',
    'https://creativecommons.org/licenses/by-sa/3.0/',
    ...sorted.map(
      ({ name, version, licence, text }) => `\n${rule}\n${name} ${version} (${licence})\n\n${text}`,
    ),
    '',
  ].join('\n');
}
