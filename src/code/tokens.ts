import type { Writer } from './section.ts';

export type TokenKind = 'plain' | 'comment' | 'string' | 'keyword' | 'number';

/** A piece of a line, to be coloured. */
export interface Token {
  kind: TokenKind;
  text: string;
}

const NUMBER = /\b\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?\b/;

const PYTHON_WORDS =
  'and as assert break class continue def elif else False finally for from if import in is lambda None not or pass raise return True try while with yield';
const JAVASCRIPT_WORDS =
  'async await break class const continue else export extends false for from function if import in let new null of return static super this throw true while';

const patterns = {
  py: pattern({
    comment: /#.*/,
    string: /[rf]?(?:"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')/,
    keyword: words(PYTHON_WORDS),
    number: NUMBER,
  }),
  mjs: pattern({
    comment: /\/\/.*|\/\*[\s\S]*?\*\//,
    string: /`(?:\\.|[^`\\])*`|'(?:\\.|[^'\\\n])*'/,
    keyword: words(JAVASCRIPT_WORDS),
    number: NUMBER,
  }),
} satisfies Record<Writer['extension'], RegExp>;

/** A program's lines in coloured pieces; put together they are the program. */
export function tokenLines(program: string, extension: Writer['extension']): Token[][] {
  const lines: Token[][] = [[]];
  const add = (kind: TokenKind, text: string) => {
    for (const [i, piece] of text.split('\n').entries()) {
      if (i > 0) lines.push([]);
      if (piece) lines.at(-1)?.push({ kind, text: piece });
    }
  };
  let end = 0;
  for (const { 0: text, index, groups = {} } of program.matchAll(patterns[extension])) {
    add('plain', program.slice(end, index));
    const kind = (Object.keys(groups) as TokenKind[]).find((name) => groups[name] !== undefined);
    add(kind ?? 'plain', text);
    end = index + text.length;
  }
  add('plain', program.slice(end));
  return lines;
}

/** Matches the first of the kinds that begins at a place, in this order. */
function pattern(kinds: Record<Exclude<TokenKind, 'plain'>, RegExp>): RegExp {
  const all = Object.entries(kinds).map(([kind, { source }]) => `(?<${kind}>${source})`);
  return new RegExp(all.join('|'), 'g');
}

function words(list: string): RegExp {
  return new RegExp(`\\b(?:${list.replaceAll(' ', '|')})\\b`);
}
