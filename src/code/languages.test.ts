import { spawnSync } from 'node:child_process';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { layers } from '../spec/layers.ts';
import { summarize } from '../spec/network.ts';
import { type PresetKind, presetSpec, presets } from '../spec/presets.ts';
import { changedLines } from './changed-lines.ts';
import { type LanguageKind, languages, writeProgram } from './languages.ts';
import { writeNotebook } from './notebook.ts';
import { specimens, variants } from './specimens.ts';

const kindsOf = <Kind extends string>(table: Record<Kind, unknown>) => Object.keys(table) as Kind[];
const languageKinds = kindsOf(languages);
const presetKinds: PresetKind[] = kindsOf(presets);

it('is tried with every kind of layer', () => {
  expect(specimens.flatMap(({ spec }) => summarize(spec.network).problems)).toEqual([]);
  const tried = specimens.flatMap(({ spec: { network } }) => [
    ...network.encoder,
    ...network.decoder,
  ]);
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
    const lines = specimens.flatMap(({ spec }) => writeProgram(language, spec).split('\n'));
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
  });
});

it('is JavaScript', () => {
  for (const { spec } of specimens)
    expect(() => parseAst(writeProgram('tensorflowjs', spec))).not.toThrow();
});

const python = spawnSync('python3', ['--version']).status === 0;
it.skipIf(!python)('is Python', () => {
  const sources = (['keras', 'pytorch'] as const).flatMap((language: LanguageKind) =>
    specimens.map(({ name, spec }) => [`${language} ${name}`, writeProgram(language, spec)]),
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
