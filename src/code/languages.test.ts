import { spawnSync } from 'node:child_process';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { activations } from '../spec/activations.ts';
import { layers } from '../spec/layers.ts';
import { losses } from '../spec/losses.ts';
import { summarize } from '../spec/network.ts';
import { optimizers } from '../spec/optimizers.ts';
import { penalties, penaltyKinds } from '../spec/penalties.ts';
import { type PresetKind, presetSpec, presets } from '../spec/presets.ts';
import type { Layer, Spec } from '../spec/spec.ts';
import { type CorruptionKind, corruptions, initialCorruption } from '../spec/tasks.ts';
import { changedLines } from './changed-lines.ts';
import { type LanguageKind, languages, writeProgram } from './languages.ts';
import { writeNotebook } from './notebook.ts';

const kindsOf = <Kind extends string>(table: Record<Kind, unknown>) => Object.keys(table) as Kind[];
const languageKinds = kindsOf(languages);
const presetKinds: PresetKind[] = kindsOf(presets);

/** One change of an experiment for every row of every table, and for every other setting. */
function variants(): { name: string; base: PresetKind; spec: Spec }[] {
  const change = (name: string, base: PresetKind, edit: (spec: Spec) => void) => {
    const spec = presetSpec(base);
    edit(spec);
    return { name, base, spec };
  };
  const before = (spec: Spec, ...inserted: Layer[]) => spec.network.encoder.unshift(...inserted);
  const picture: Layer = { kind: 'reshape', shape: [28, 28, 1] };
  const extra: Record<string, Layer[]> = {
    dense: [{ ...layers.dense.initial, units: 784 }],
    conv2d: [picture, layers.conv2d.initial, { kind: 'flatten' }],
    maxPool2d: [picture, layers.maxPool2d.initial, { kind: 'flatten' }],
    upsample2d: [picture, layers.upsample2d.initial, { kind: 'flatten' }],
    conv2dTranspose: [picture, layers.conv2dTranspose.initial, { kind: 'flatten' }],
    flatten: [picture, { kind: 'flatten' }],
    reshape: [picture, { kind: 'flatten' }],
    dropout: [layers.dropout.initial],
  };
  return [
    ...kindsOf(extra).map((kind) =>
      change(`layer ${kind}`, 'vanilla', (spec) => before(spec, ...(extra[kind] ?? []))),
    ),
    change('layer variational', 'vanilla', ({ network }) => {
      network.encoder = [layers.variational.initial];
    }),
    ...kindsOf(activations).map((activation) =>
      change(`activation ${activation}`, 'vanilla', ({ network }) => {
        network.encoder = [{ kind: 'dense', units: 32, activation }];
      }),
    ),
    ...kindsOf(losses).map((loss) =>
      change(`loss ${loss}`, 'vanilla', ({ training }) => Object.assign(training, { loss })),
    ),
    ...kindsOf(optimizers).map((optimizer) =>
      change(`optimizer ${optimizer}`, 'vanilla', ({ training }) =>
        Object.assign(training, { optimizer, learningRate: optimizers[optimizer].learningRate }),
      ),
    ),
    ...(kindsOf(corruptions) as CorruptionKind[]).map((kind) =>
      change(`corruption ${kind}`, 'multilayer', ({ training }) => {
        training.corruption = initialCorruption(kind);
      }),
    ),
    ...penaltyKinds.map((kind) =>
      change(`penalty ${kind}`, kind === 'divergence' ? 'variational' : 'contractive', (spec) => {
        spec.training.penalties = {
          ...spec.training.penalties,
          [kind]: 2 * penalties[kind].initial,
        };
      }),
    ),
    change('initializer he', 'convolutional', ({ network }) => {
      network.initializer = 'he';
    }),
    change('tied', 'multilayer', ({ network }) => {
      network.tied = true;
    }),
    change('layer by layer', 'nearest', ({ training }) => {
      training.layerwise = 2;
    }),
    change('some digits, few images, held out', 'vanilla', ({ training }) =>
      Object.assign(training, { digits: [1, 7], images: 2048, validation: 'heldOut' }),
    ),
    change('stops early', 'vanilla', ({ training }) => {
      training.stop = { loss: 0.09, patience: 5 };
    }),
    change('warm-up', 'variational', ({ training }) => {
      training.warmUp = 0;
    }),
    change('seed', 'vanilla', (spec) => {
      spec.seed = 42;
    }),
  ];
}

const all = [
  ...presetKinds.map((kind) => ({ name: kind, spec: presetSpec(kind) })),
  ...variants(),
].map(({ name, spec }) => ({ name, spec }));

it('is tried with every kind of layer', () => {
  expect(all.flatMap(({ spec }) => summarize(spec.network).problems)).toEqual([]);
  const tried = all.flatMap(({ spec: { network } }) => [...network.encoder, ...network.decoder]);
  expect(new Set(tried.map(({ kind }) => kind))).toEqual(new Set(Object.keys(layers)));
});

describe.each(languageKinds)('%s', (language) => {
  const { extension } = languages[language];

  it.each(presetKinds)('of the preset %s', async (kind) => {
    const file = `./snapshots/${kind}.${language}.${extension}`;
    await expect(writeProgram(language, presetSpec(kind))).toMatchFileSnapshot(file);
  });

  it('of one change after the other', async () => {
    const report = variants().map(({ name, base, spec }) => {
      const [before, after] = [presetSpec(base), spec].map((one) => writeProgram(language, one));
      const lines = (after ?? '').split('\n');
      const changed = [...changedLines(before ?? '', after ?? '')].map((line) => lines[line]);
      return [`== ${name}, of ${base}`, ...changed].join('\n');
    });
    const file = `./snapshots/changes.${language}.txt`;
    await expect(`${report.join('\n')}\n`).toMatchFileSnapshot(file);
  });

  it('has no line that is too long to read', () => {
    const lines = all.flatMap(({ spec }) => writeProgram(language, spec).split('\n'));
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
  });
});

it('is JavaScript', () => {
  for (const { spec } of all)
    expect(() => parseAst(writeProgram('tensorflowjs', spec))).not.toThrow();
});

const python = spawnSync('python3', ['--version']).status === 0;
it.skipIf(!python)('is Python', () => {
  const sources = (['keras', 'pytorch'] as const).flatMap((language: LanguageKind) =>
    all.map(({ name, spec }) => [`${language} ${name}`, writeProgram(language, spec)]),
  );
  const check = `
import ast, json, sys
for name, source in json.load(sys.stdin):
    try:
        ast.parse(source)
    except SyntaxError as error:
        print(name, error)
`;
  const { stdout, stderr } = spawnSync('python3', ['-c', check], {
    input: JSON.stringify(sources),
    encoding: 'utf8',
  });
  expect(stdout + stderr).toBe('');
});

describe('a notebook', () => {
  const text = writeNotebook(languages.pytorch, presetSpec('denoisingDense'), 'Denoising');
  const notebook = JSON.parse(text);

  it('is of nbformat 4.5', () => {
    expect([notebook.nbformat, notebook.nbformat_minor]).toEqual([4, 5]);
    const ids = notebook.cells.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const cell of notebook.cells) {
      expect(cell.id).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
      expect(cell.metadata).toEqual({});
      const isCode = cell.cell_type === 'code';
      expect(Object.keys(cell).sort()).toEqual(
        isCode
          ? ['cell_type', 'execution_count', 'id', 'metadata', 'outputs', 'source']
          : ['cell_type', 'id', 'metadata', 'source'],
      );
      for (const line of cell.source.slice(0, -1)) expect(line.endsWith('\n')).toBe(true);
    }
  });

  it('holds the whole program, a section a cell', () => {
    const code = notebook.cells
      .filter((cell: { cell_type: string }) => cell.cell_type === 'code')
      .map(({ source }: { source: string[] }) => source.join(''));
    expect(code[0]).toContain('%pip install');
    const program = writeProgram('pytorch', presetSpec('denoisingDense'));
    for (const part of code.slice(1)) expect(program).toContain(part);
  });
});
