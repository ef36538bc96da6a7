import { describe, expect, it } from 'vitest';
import { type PresetKind, presetSpec, presets } from '../spec/presets.ts';
import { type LanguageKind, languages, writeProgram } from './languages.ts';
import { tokenLines } from './tokens.ts';

/** `kind:text` of what is not plain, line by line. */
const coloured = (program: string, extension: 'py' | 'mjs') =>
  tokenLines(program, extension).map((line) =>
    line.filter(({ kind }) => kind !== 'plain').map(({ kind, text }) => `${kind}:${text}`),
  );

describe('tokens', () => {
  it('of Python', () => {
    expect(coloured('for x1 in f"{a}": # not "a string"\n    y = 1e-07 + x.in_2', 'py')).toEqual([
      ['keyword:for', 'keyword:in', 'string:f"{a}"', 'comment:# not "a string"'],
      ['number:1e-07'],
    ]);
  });

  it('of strings and comments over several lines', () => {
    expect(coloured('"""One # two\n\nthree"""\nNone', 'py')).toEqual([
      ['string:"""One # two'],
      [],
      ['string:three"""'],
      ['keyword:None'],
    ]);
    expect(coloured('/** a\n * b */ const c = `//\n{d}`;', 'mjs')).toEqual([
      ['comment:/** a'],
      ['comment: * b */', 'keyword:const', 'string:`//'],
      ['string:{d}`'],
    ]);
  });

  it.each(Object.keys(languages) as LanguageKind[])('put together are the program: %s', (kind) => {
    for (const preset of Object.keys(presets) as PresetKind[]) {
      const program = writeProgram(kind, presetSpec(preset));
      const lines = tokenLines(program, languages[kind].extension);
      expect(lines.map((line) => line.map(({ text }) => text).join('')).join('\n')).toBe(program);
    }
  });
});
