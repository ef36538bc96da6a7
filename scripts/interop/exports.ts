import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LanguageKind, languages } from '../../src/code/languages.ts';
import { type Specimen, specimenState } from '../../src/engine/contract/specimen.ts';
import { lower } from '../../src/engine/lowering/lower.ts';
import { toGrey } from '../../src/engine/pictures.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference-engine.ts';
import { writeKerasWeights } from '../../src/files/keras-weights.ts';
import { writeNpz } from '../../src/files/npz.ts';
import { writeOnnx } from '../../src/files/onnx.ts';
import { writeTorchWeights } from '../../src/files/torch-weights.ts';
import { parameterTable } from '../../src/spec/parameters.ts';
import { presetSpec } from '../../src/spec/presets.ts';
import { DIGIT_SIZE } from '../../src/spec/shape.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { readSource } from '../mnist/source.ts';

const DIGITS = 100;

/** MNIST's first 100 test digits, 784 values each. */
export async function testDigits(): Promise<Float32Array<ArrayBuffer>> {
  const { test } = await readSource();
  const digits = new Float32Array(DIGITS * DIGIT_SIZE);
  toGrey(test.images.subarray(0, digits.length), digits);
  return digits;
}

/**
 * Writes a folder of a network's exported files and generated programs, with what they are to be
 * compared with: the flat parameters, and what the reference engine makes of the digits.
 */
export async function exportModel(
  specimen: Specimen,
  digits: Float32Array<ArrayBuffer>,
): Promise<string> {
  const { network } = specimen;
  const program = lower(specimen);
  const state = specimenState(program, specimen);
  const { parameters } = state;
  const engine = new ReferenceEngine();
  await engine.load(program, state, new Uint8Array());
  const codes = await engine.encode(digits);
  const reconstructions = await engine.decode(codes);

  const { training, ...spec } = presetSpec('vanilla');
  return writeFolder({
    ...programs({ ...spec, network, training: { ...training, ...specimen.training } }),
    'parameters.json': JSON.stringify(parameterTable(network)),
    'parameters.f32': parameters,
    'digits.f32': digits,
    'codes.f32': codes,
    'reconstructions.f32': reconstructions,
    'autoencoder.safetensors': writeTorchWeights(network, parameters),
    'autoencoder.npz': writeNpz(network, parameters),
    'autoencoder.weights.h5': await writeKerasWeights(network, parameters),
    'autoencoder.onnx': writeOnnx(network, parameters, 'autoencoder'),
    'encoder.onnx': writeOnnx(network, parameters, 'encoder'),
    'decoder.onnx': writeOnnx(network, parameters, 'decoder'),
  });
}

/** The generated Python programs' sections, as the scripts here read them. */
export function programs(spec: Spec): Record<string, string> {
  const python = (['keras', 'pytorch'] as const satisfies LanguageKind[]).map((kind) => [
    `${kind}.json`,
    JSON.stringify(languages[kind].sections(spec)),
  ]);
  return Object.fromEntries(python);
}

/** A new folder with these files; whoever asks for it removes it. */
export function writeFolder(
  files: Readonly<Record<string, NodeJS.ArrayBufferView | string>>,
): string {
  const folder = mkdtempSync(join(tmpdir(), 'interop-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}
