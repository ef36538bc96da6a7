import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { presetSpec } from '../spec/presets.ts';
import { type Embedded, embeddedOf, writeSnippets } from './embed-snippets.ts';

const base = 'https://example.org/playground/';
const plain: Embedded = {
  base,
  parameters: { preset: 'deep-4', panels: 'drawing,hourglass' },
  link: '#1.abc-_9',
};
const address = `${base}embed.html?preset=deep-4&panels=drawing%2Chourglass#1.abc-_9`;

/** The snippet of an id. */
function snippet(id: string, embedded = plain): string {
  return writeSnippets(embedded).find((one) => one.id === id)?.text ?? '';
}

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Attributes of a tag as a browser reads them. */
function attributes(tag: string): Record<string, string> {
  const pairs = [...tag.matchAll(/ ([a-z]+)="([^"]*)"/g)];
  return Object.fromEntries(pairs.map(([, name, value]) => [name, unescaped(value ?? '')]));
}

const odd: fc.Arbitrary<Embedded> = fc.record({
  base: fc.webUrl().map((url) => new URL('./', url).href),
  parameters: fc.dictionary(
    fc.constantFrom('preset', 'panels', 'task'),
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"><script>', '{x}', "'\\n'", '&amp;')),
    { noNullPrototype: true },
  ),
  link: fc.constantFrom('', '#1.abc-_9'),
});

describe('what is embedded', () => {
  it('is a preset by its name, where it is one', () => {
    expect(embeddedOf(base, presetSpec('nearest'), '#1.x')).toEqual({
      base,
      parameters: { preset: 'convolutional-nearest-neighbour' },
      link: '',
    });
    expect(embeddedOf(base, presetSpec('deep', 7), '#1.x').parameters).toEqual({
      preset: 'deep-4',
      seed: '7',
    });
  });

  it('is the whole experiment, where anything differs', () => {
    const spec = presetSpec('deep');
    spec.training.batchSize = 64;
    expect(embeddedOf(base, spec, '#1.x')).toEqual({ base, parameters: {}, link: '#1.x' });
  });
});

describe('HTML', () => {
  it('is one line and its script', () => {
    expect(snippet('html')).toBe(
      `<script type="module" src="${base}embed.js"></script>
<autoencoder-playground preset="deep-4" panels="drawing,hourglass" link="#1.abc-_9"></autoencoder-playground>`,
    );
  });

  it('or a frame', () => {
    expect(attributes(snippet('iframe'))).toMatchObject({ src: address, width: '100%' });
    expect(snippet('address')).toBe(address);
  });

  it('keeps every value', () => {
    fc.assert(
      fc.property(odd, (embedded) => {
        const [, tag = ''] = snippet('html', embedded).split('</script>\n');
        const { link, parameters } = embedded;
        expect(attributes(tag)).toEqual({ ...parameters, ...(link && { link }) });
        expect(tag.match(/[<>]/g)).toHaveLength(4);
      }),
    );
  });
});

it('React’s is JSX, and keeps every value', () => {
  // The tree holds strings as they are written, with their entities.
  const valuesOf = (text: string) => {
    const [, , statement] = parseAst(`${text};`, { lang: 'jsx' }).body.flatMap((node) => [
      node,
      node,
    ]);
    const { expression } = statement as unknown as {
      expression: {
        openingElement: { attributes: { name: { name: string }; value: { value: string } }[] };
      };
    };
    const pairs = expression.openingElement.attributes;
    return Object.fromEntries(pairs.map(({ name, value }) => [name.name, unescaped(value.value)]));
  };
  fc.assert(
    fc.property(odd, (embedded) => {
      const { link, parameters } = embedded;
      const wanted = { src: embedded.base, ...parameters, ...(link && { link }) };
      expect(valuesOf(snippet('react', embedded))).toEqual(wanted);
    }),
  );
  expect(valuesOf(snippet('react'))).toEqual({ src: base, ...plain.parameters, link: plain.link });
});

const hasPython = spawnSync('python3', ['--version']).status === 0;
it.skipIf(!hasPython)('Jupyter’s are Python, and keep every value', () => {
  const cases = fc.sample(odd, 100);
  const check = `
import ast, json, sys
strings = lambda source: [node.value for node in ast.walk(ast.parse(source))
                          if isinstance(node, ast.Constant) and isinstance(node.value, str)]
json.dump([[strings(source) for source in sources] for sources in json.load(sys.stdin)], sys.stdout)
`;
  const sources = cases.map((one) => [snippet('jupyter', one), snippet('anywidget', one)]);
  const { stdout, stderr } = spawnSync('python3', ['-c', check], {
    input: JSON.stringify(sources),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  for (const [i, [jupyter = [], anywidget = []]] of (
    JSON.parse(stdout) as string[][][]
  ).entries()) {
    const one = cases[i] as Embedded;
    expect(jupyter).toEqual([snippet('address', one), '100%']);
    const { link, parameters } = one;
    expect(anywidget.sort()).toEqual(
      [`${one.base}anywidget.js`, ...Object.values(parameters), ...(link ? [link] : [])].sort(),
    );
  }
});

it('Quarto’s is a shortcode on one line', () => {
  expect(snippet('quarto')).toBe(
    `{{< autoencoder-playground src="${base}" preset="deep-4" panels="drawing,hourglass" link="#1.abc-_9" >}}`,
  );
  fc.assert(
    fc.property(odd, (embedded) => {
      expect(snippet('quarto', embedded)).toMatch(
        /^\{\{< autoencoder-playground( [a-z]+="[^"<>{}\s]*")+ >\}\}$/,
      );
    }),
  );
});
