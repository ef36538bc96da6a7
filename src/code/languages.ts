import type { Spec } from '../spec/spec.ts';
import { keras } from './keras/keras.ts';
import { pytorch } from './pytorch/pytorch.ts';
import type { Writer } from './section.ts';
import { tensorflowJs } from './tensorflowjs/tensorflowjs.ts';

/** The frameworks that an experiment can be taken to. */
export const languages = {
  keras,
  pytorch,
  tensorflowjs: tensorflowJs,
} as const satisfies Record<string, Writer>;

export type LanguageKind = keyof typeof languages;

/** An experiment as one program, its sections with their titles and texts as comments. */
export function writeProgram(kind: LanguageKind, spec: Spec): string {
  const { comment, install, sections }: Writer = languages[kind];
  const manager = kind === 'tensorflowjs' ? 'npm install' : 'pip install';
  const head = `${comment} Made by the autoencoder playground. Needs: ${manager} ${install}`;
  const parts = sections(spec).map(
    ({ title, text, code }) => `${comment} ${wrap(`${title}. ${text}`, comment)}\n${code}`,
  );
  return `${[head, ...parts].join('\n\n')}\n`;
}

/** Lines that are easy to read, each but the first behind a comment sign. */
function wrap(text: string, comment: string): string {
  const rows = [''];
  for (const word of text.split(' ')) {
    const row = rows.length - 1;
    if ((rows[row] ?? '').length + word.length > 88) rows.push(word);
    else rows[row] = rows[row] ? `${rows[row]} ${word}` : word;
  }
  return rows.join(`\n${comment} `);
}
