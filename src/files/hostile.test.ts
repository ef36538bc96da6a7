import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { summarize } from '../spec/network.ts';
import { presetSpec } from '../spec/presets.ts';
import { readSpec } from '../spec/schema.ts';
import type { Spec } from '../spec/spec.ts';
import type { Opened } from './open.ts';
import type { NamedFile } from './zip.ts';

/* Ten thousand damaged files of each format: each is opened or refused, and nothing else happens. */

const FILES = 10_000;
const MAX_ALLOCATION = 64_000_000;

/** The longest typed array made since the last look, in bytes. */
let longest = 0;

class CountedBytes extends Uint8Array {
  constructor(...args: ConstructorParameters<typeof Uint8Array>) {
    super(...args);
    longest = Math.max(longest, this.byteLength);
  }
}

class CountedFloats extends Float32Array {
  constructor(...args: ConstructorParameters<typeof Float32Array>) {
    super(...args);
    longest = Math.max(longest, this.byteLength);
  }
}

const spec: Spec = presetSpec('vanilla');
spec.network.encoder = [{ kind: 'dense', units: 1, activation: 'relu' }];
spec.training.optimizer = 'sgd';
const count = summarize(spec.network).parameters;
const parameters = Float32Array.from({ length: count }, (_, i) => Math.sin(i));

/** fflate takes hold of `Uint8Array` when it is imported: what counts must be there first. */
async function importFiles() {
  const { open } = await import('./open.ts');
  const { FileError } = await import('./file-error.ts');
  const { writeExperiment } = await import('./experiment.ts');
  const { writeTorchWeights } = await import('./torch-weights.ts');
  const { writeTensorflowJs } = await import('./tensorflowjs.ts');
  return { open, FileError, writeExperiment, writeTorchWeights, writeTensorflowJs };
}

let files: Awaited<ReturnType<typeof importFiles>>;

beforeAll(async () => {
  vi.stubGlobal('Uint8Array', CountedBytes);
  vi.stubGlobal('Float32Array', CountedFloats);
  vi.resetModules();
  files = await importFiles();
});

afterAll(() => vi.unstubAllGlobals());

/** Opens the files; whatever they are, only a FileError may come, and nothing may have changed. */
function tryToOpen(given: readonly NamedFile[]): void {
  const before = given.map(({ bytes }) => Buffer.from(bytes));
  const network = JSON.stringify(spec.network);
  longest = 0;
  try {
    expectSound(files.open(given, spec.network));
  } catch (error) {
    if (!(error instanceof files.FileError)) throw error;
    expect(error.message).toMatch(/\.$/);
  }
  expect(longest).toBeLessThan(MAX_ALLOCATION);
  expect(JSON.stringify(spec.network)).toBe(network);
  expect(given.every(({ bytes }, i) => before[i]?.equals(bytes))).toBe(true);
}

function expectSound(opened: Opened): void {
  const { parameters: found, wanted } =
    opened.kind === 'weights'
      ? { parameters: opened.parameters, wanted: count }
      : {
          parameters: opened.experiment.checkpoint.parameters,
          wanted: summarize(opened.experiment.spec.network).parameters,
        };
  expect(found.length).toBe(wanted);
  expect(found.every(Number.isFinite)).toBe(true);
  if (opened.kind === 'experiment') expect(readSpec(opened.experiment.spec)).toBeTypeOf('object');
}

/** A place in a file: anywhere, or near its beginning or end, where headers are. */
const place = fc.oneof(fc.nat(), fc.nat(600), fc.integer({ min: -200, max: -1 }));
const piece = fc.uint8Array({ maxLength: 12 });
const number = fc.constantFrom(0, 1, 0x7f, 0xff, 0xffff, 0x7fffffff, 0xfffffffe, 0xffffffff);

type Edit = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

const at = (bytes: Uint8Array, offset: number) =>
  bytes.length === 0 ? 0 : ((offset % bytes.length) + bytes.length) % bytes.length;

/** `piece` in place of `length` bytes. */
function spliced(bytes: Uint8Array, offset: number, length: number, insert: Uint8Array) {
  const start = at(bytes, offset);
  const rest = bytes.subarray(start + length);
  const changed = new Uint8Array(start + insert.length + rest.length);
  changed.set(bytes.subarray(0, start));
  changed.set(insert, start);
  changed.set(rest, start + insert.length);
  return changed;
}

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, fc.nat(7)).map(
    ([offset, bit]): Edit =>
      (bytes) => {
        const changed = bytes.slice();
        const i = at(bytes, offset);
        changed[i] = (changed[i] ?? 0) ^ (1 << bit);
        return changed;
      },
  ),
  fc.tuple(place, number).map(
    ([offset, value]): Edit =>
      (bytes) => {
        const changed = Uint8Array.from(bytes);
        const start = Math.min(at(bytes, offset), bytes.length - 4);
        if (start >= 0) new DataView(changed.buffer).setUint32(start, value, true);
        return changed;
      },
  ),
  fc.tuple(place, fc.nat(40), piece).map(
    ([offset, length, insert]): Edit =>
      (bytes) =>
        spliced(bytes, offset, length, insert),
  ),
  place.map(
    (end): Edit =>
      (bytes) =>
        bytes.slice(0, at(bytes, end)),
  ),
);

/** Values for a place in JSON where another kind, or a smaller one, is expected. */
const token = fc.constantFrom(
  'null',
  '{}',
  '[]',
  '""',
  '"__proto__"',
  '-1',
  '0',
  '0.5',
  '1e999',
  '-1e999',
  '4294967296',
  '9007199254740993',
  '1e308',
  'true',
  '[[[[]]]]',
  '{"kind":"dense"}',
  'NaN',
  '',
);

/** Another value in place of one of the JSON's own, or one of its keys renamed. */
const jsonEdit: fc.Arbitrary<Edit> = fc.tuple(fc.nat(), token).map(
  ([which, replacement]): Edit =>
    (bytes) => {
      const text = new TextDecoder().decode(bytes);
      const values = [
        ...text.matchAll(/-?\d+(\.\d+)?(e-?\d+)?|"[^"]*"|\[\]|\{\}|null|true|false/g),
      ];
      const found = values[which % Math.max(values.length, 1)];
      if (!found) return bytes;
      const { index, 0: old } = found;
      const changed = text.slice(0, index) + replacement + text.slice(index + old.length);
      return new TextEncoder().encode(changed);
    },
);

const edits = fc.array(edit, { minLength: 1, maxLength: 3 });
const textEdits = fc.array(fc.oneof(jsonEdit, jsonEdit, edit), { minLength: 1, maxLength: 2 });
const applied = (list: readonly Edit[], bytes: Uint8Array<ArrayBuffer>) =>
  list.reduce((changed, change) => change(changed), bytes);

function assertForAll(arbitrary: fc.Arbitrary<readonly NamedFile[]>): void {
  fc.assert(fc.property(arbitrary, tryToOpen), { numRuns: FILES });
}

describe('damaged files change nothing:', () => {
  it('safetensors', () => {
    const sound = files.writeTorchWeights(spec.network, parameters);
    const length = Number(new DataView(sound.buffer).getBigUint64(0, true));
    const body = sound.slice(8 + length);
    const header = sound.slice(8, 8 + length);
    /** The file with another header, its length set right. */
    const withHeader = (text: Uint8Array) => {
      const file = Uint8Array.from([...new Array<number>(8).fill(0), ...text, ...body]);
      new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
      return file;
    };
    const bytes = fc.oneof(
      edits.map((list) => applied(list, sound)),
      textEdits.map((list) => withHeader(applied(list, header))),
    );
    assertForAll(bytes.map((file) => [{ name: 'a.safetensors', bytes: file }]));
  });

  it('TensorFlow.js models', () => {
    const [model, weights] = files.writeTensorflowJs(spec.network, parameters);
    if (!model || !weights) throw new Error('two files are written');
    const changed = fc.oneof(
      textEdits.map((list) => [{ ...model, bytes: applied(list, model.bytes) }, weights]),
      edits.map((list) => [model, { ...weights, bytes: applied(list, weights.bytes) }]),
    );
    assertForAll(changed);
  });

  it('experiments', () => {
    const sound = files.writeExperiment({
      spec,
      checkpoint: {
        parameters: Float32Array.from(parameters),
        slots: new Float32Array(count),
        step: 5,
        epoch: 0,
        optimizerStart: 0,
        position: 40,
        elapsed: 0.5,
      },
      history: [{ step: 5, epoch: 0.1, training: 0.5, penalties: {}, validation: null }],
      drawings: [
        { strokes: [{ kind: 'line', width: 2, points: [{ x: 1, y: 2 }] }], brush: 2, center: true },
      ],
    });
    const parts = unzipSync(sound);
    /** The zip with another content of one file, packed anew: past the checksums. */
    const repacked = (name: string, list: readonly Edit[]) => {
      const content = Uint8Array.from(parts[name] ?? []);
      return zipSync({ ...parts, [name]: applied(list, content) }, { level: 0 });
    };
    const bytes = fc.oneof(
      edits.map((list) => applied(list, sound)),
      textEdits.map((list) => repacked('experiment.json', list)),
      edits.map((list) => repacked('state.safetensors', list)),
    );
    assertForAll(bytes.map((file) => [{ name: 'a.zip', bytes: file }]));
  });
});
