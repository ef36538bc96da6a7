import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { initialState } from '../engine/initial-state.ts';
import { lower } from '../engine/lowering/lower.ts';
import { presetSpec } from '../spec/presets.ts';
import { readSpec } from '../spec/schema.ts';
import { writeExperiment } from './experiment.ts';
import { FileError } from './file-error.ts';
import { open } from './open.ts';
import { writeTensorflowJs } from './tensorflowjs.ts';
import { writeTorchWeights } from './torch-weights.ts';
import type { NamedFile } from './zip.ts';

/* Every refusal is one sentence of ours: none of a validator's, of JavaScript's or of JSON's. */

const spec = presetSpec('vanilla', 7);
spec.network.encoder = [{ kind: 'dense', units: 1, activation: 'relu' }];
spec.training.optimizer = 'sgd';
const { network } = spec;
const place = { optimizerStart: 0, epoch: 0, position: 0, elapsed: 1 };
const checkpoint = { ...initialState(lower(spec), 'glorot', 7), ...place };

function expectOurs(sentence: string): void {
  expect(sentence).toMatch(/^[^\n]+[^.\s]\.$/);
  expect(sentence).not.toMatch(
    /Invalid|Expected|received|undefined|\bNaN|Infinity|\[object|e\+308|9007199254740991|\.\.|: *[:.]/,
  );
}

/** What a file manager, an editor or a script may put in place of a value. */
const usual = [null, undefined, true, '', 'x', -1, 1.5, 1e300, {}, [], [[]]];
// A sentence may quote a name from the file, which is then not ours: of letters, it is none of JavaScript's.
const letter = fc.constantFrom(...'abcxyz');
const replacement = fc.oneof(
  fc.constantFrom<unknown>(...usual),
  fc.jsonValue({ maxDepth: 1, stringUnit: letter }),
);

type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, one]) => pathsIn(one, [...path, key]))];
}

/** A copy with one value changed, or with a key more. */
function damaged(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to;
  const copy: Record<string, unknown> = Array.isArray(value)
    ? (value.slice() as unknown as Record<string, unknown>)
    : { ...(value as Record<string, unknown>) };
  copy[key] = damaged(copy[key], rest, to);
  return copy;
}

/** All places of JSON that can be damaged. */
function placesIn(json: unknown): Path[] {
  return pathsIn(json).flatMap((path) => [path, [...path, 'more']]);
}

/** JSON damaged at one place. */
function damagesOf(json: unknown): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom(...placesIn(json)), replacement)
    .map(([path, to]) => damaged(json, path, to));
}

function expectRefusalsOf(json: unknown, openWith: (text: string) => readonly NamedFile[]): void {
  let refused = 0;
  const tryIt = (value: unknown) => {
    try {
      open(openWith(JSON.stringify(value) ?? ''), network);
    } catch (error) {
      expect(error).toBeInstanceOf(FileError);
      expectOurs((error as FileError).message);
      refused += 1;
    }
  };
  for (const place of placesIn(json)) for (const to of usual) tryIt(damaged(json, place, to));
  fc.assert(fc.property(damagesOf(json), tryIt), { numRuns: 400 });
  expect(refused).toBeGreaterThan(50);
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

test('of an experiment', () => {
  const zip = unzipSync(
    writeExperiment({
      spec,
      checkpoint,
      history: [{ step: 2, epoch: 0.1, training: 0.69, penalties: {}, validation: null }],
      drawings: [
        { strokes: [{ kind: 'cell', column: 1, row: 1, ink: true }], brush: 2, center: true },
      ],
    }),
  );
  const json = JSON.parse(textOf(zip['experiment.json']));
  expectRefusalsOf(json, (text) => [
    { name: 'a.zip', bytes: zipSync({ ...zip, 'experiment.json': bytesOf(text) }, { level: 0 }) },
  ]);
});

test('of a safetensors file', () => {
  const file = writeTorchWeights(network, checkpoint.parameters);
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  const json = JSON.parse(textOf(file.subarray(8, 8 + length)));
  expectRefusalsOf(json, (text) => {
    const header = bytesOf(text);
    const bytes = new Uint8Array(8 + header.length + file.length - 8 - length);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
    bytes.set(header, 8);
    bytes.set(file.subarray(8 + length), 8 + header.length);
    return [{ name: 'a.safetensors', bytes }];
  });
});

test('of a TensorFlow.js model', () => {
  const [model, weights] = writeTensorflowJs(network, checkpoint.parameters);
  if (!model || !weights) throw new Error('no model');
  const json = JSON.parse(textOf(model.bytes));
  expectRefusalsOf({ weightsManifest: json.weightsManifest }, (text) => [
    { name: 'model.json', bytes: bytesOf(text) },
    weights,
  ]);
});

test('of a link’s experiment', () => {
  const tryIt = (value: unknown) => {
    const read = readSpec(value);
    if (typeof read === 'string') expectOurs(read);
  };
  for (const place of placesIn(spec)) for (const to of usual) tryIt(damaged(spec, place, to));
  fc.assert(fc.property(damagesOf(spec), tryIt), { numRuns: 400 });
});
