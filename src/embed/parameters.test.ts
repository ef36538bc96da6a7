import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presetNamed, presetSlug } from '../spec/preset-slugs.ts';
import { type PresetKind, presetSpec, presets } from '../spec/presets.ts';
import { readSpec } from '../spec/schema.ts';
import { embeddedSpec } from './embedded-spec.ts';
import { initialOptions, type ParameterName, parameters, readParameters } from './parameters.ts';

const kinds = Object.keys(presets) as PresetKind[];
const names = Object.keys(parameters) as ParameterName[];
const read = (query: string) => readParameters(new URLSearchParams(query));
const usual = presetSpec('vanilla');

it('reads what a tutorial would write', () => {
  const query =
    'preset=deep-4&panels=hourglass,map&task=salt-and-pepper:0.2&code=8&data=10k&train=visible' +
    '&epochs=3&controls=simple&theme=dark&lang=en&seed=7&backend=simd';
  expect(read(query)).toEqual({
    problems: [],
    options: {
      preset: 'deep',
      panels: ['hourglass', 'map'],
      task: { kind: 'saltAndPepper', strength: 0.2 },
      code: 8,
      data: 10_000,
      train: 'visible',
      epochs: 3,
      controls: 'simple',
      theme: 'dark',
      lang: 'en',
      seed: 7,
      backend: 'simd',
    },
  });
});

it.each(kinds)('knows the preset %s by its address', (kind) => {
  const slug = presetSlug(kind);
  expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(presetNamed(slug)).toBe(kind);
});

it.each([
  ['foo=1', '“foo” is no parameter of the playground: it was ignored.'],
  ['epochs=0', 'epochs=0 was ignored: epochs is a whole number from 1 to 1000.'],
  ['epochs=1e2', 'epochs=1e2 was ignored: epochs is a whole number from 1 to 1000.'],
  ['train=always', 'train=always was ignored: train is click, visible, never.'],
  ['seed=1&seed=2', '“seed” stands there twice: the first one counts.'],
  ['__proto__=1', '“__proto__” is no parameter of the playground: it was ignored.'],
])('says of %s what was ignored', (query, sentence) => {
  expect(read(query).problems).toEqual([sentence]);
});

it.each(['panels=loss,loss', 'panels=loss,', 'task=gaussian:9', 'task=none', 'task=coarse7:1'])(
  'refuses %s',
  (query) => {
    expect(read(query).problems).toHaveLength(1);
    expect(read(query).options).toEqual({});
  },
);

it('has initial options that mean the experiment as it is', () => {
  expect(embeddedSpec(initialOptions, usual)).toEqual({ spec: usual, problems: [] });
});

describe('the experiment asked for', () => {
  it('has the code of the size asked for', () => {
    const { spec } = embeddedSpec({ preset: 'vanilla', code: 5 }, usual);
    expect(spec.network.encoder.at(-1)).toMatchObject({ kind: 'dense', units: 5 });
  });

  it('keeps its code where that is a stack of maps, and says so', () => {
    const { spec, problems } = embeddedSpec({ preset: 'convolutional', code: 5 }, usual);
    expect(spec).toEqual(presetSpec('convolutional'));
    expect(problems).toEqual(['code=5 was ignored: this network’s code is no list of units.']);
    const wide = embeddedSpec({ preset: 'variational', code: 1000 }, usual);
    expect(wide.problems).toEqual([
      'code=1000 was ignored: Units must be a whole number from 1 to 256.',
    ]);
    expect(wide.spec.network).toEqual(presetSpec('variational').network);
  });

  it('is valid whatever is asked for', () => {
    const query = fc.array(
      fc.tuple(
        fc.oneof(fc.constantFrom(...names), fc.string()),
        fc.oneof(
          fc.constantFrom(...kinds.map(presetSlug), 'gaussian:0.3', '10k', 'hourglass,loss'),
          fc.nat().map(String),
          fc.string(),
        ),
      ),
    );
    fc.assert(
      fc.property(query, (written) => {
        const { options, problems } = readParameters(written);
        expect(Object.keys(options).length + problems.length).toBe(written.length);
        const { spec } = embeddedSpec(options, usual);
        expect(readSpec(spec)).toEqual(spec);
      }),
      { numRuns: 10_000 },
    );
  });
});
