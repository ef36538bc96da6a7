import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type EmbedOptions, type ParameterName, parameters } from './parameters.ts';

const names = Object.keys(parameters) as ParameterName[];

function initialText(value: EmbedOptions[ParameterName]): string {
  if (value === null) return 'the preset’s own';
  return `\`${Array.isArray(value) ? value.join(',') : value}\``;
}

/** The table for authors, a row a parameter. */
function table(): string {
  const rows = names.map((name) => {
    const { text, accepts, initial } = parameters[name];
    const values = accepts.startsWith('a whole number')
      ? accepts
      : accepts.replace(/[^,\s]+/g, '`$&`').replaceAll('`,', '`,');
    return `| \`${name}\` | ${text} | ${values} | ${initialText(initial)} |`;
  });
  const head = ['| parameter | what it says | values | without it |', '| --- | --- | --- | --- |'];
  return [...head, ...rows].join('\n');
}

it('stands in EMBEDDING.md as the page has it', () => {
  const text = readFileSync(new URL('../../EMBEDDING.md', import.meta.url), 'utf8');
  expect(text).toContain(table());
});
