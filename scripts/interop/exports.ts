import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Specimen, specimenState } from '../../src/engine/contract/specimen.ts';
import { lower } from '../../src/engine/lowering/lower.ts';
import { toGrey } from '../../src/engine/pictures.ts';
import { ReferenceEngine } from '../../src/engine/reference/reference-engine.ts';
import { kerasLayers } from '../../src/files/keras-layers.ts';
import { writeKerasWeights } from '../../src/files/keras-weights.ts';
import { writeNpz } from '../../src/files/npz.ts';
import { writeOnnx } from '../../src/files/onnx.ts';
import { atRest } from '../../src/files/plain-network.ts';
import { writeTorchWeights } from '../../src/files/torch-weights.ts';
import { inputShape, summarize } from '../../src/spec/network.ts';
import { parameterTable } from '../../src/spec/parameters.ts';
import { DIGIT_SIZE } from '../../src/spec/shape.ts';
import { torchModules } from '../../src/spec/torch-modules.ts';
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
 * Writes a folder of a network's exported files, with what they are to be compared with: the flat
 * parameters, those of the network at rest, and what the reference engine makes of the digits.
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

  const resting = atRest(network, parameters);
  const rows = summarize(resting.network).layers;
  const keras = (['encoder', 'decoder'] as const).map((part) =>
    rows.filter((row) => row.part === part).flatMap(kerasLayers),
  );
  const description = {
    input: inputShape(network.input),
    torch: torchModules(network),
    keras: keras.map((part) => part.map(({ class_name }) => class_name)),
    parameters: parameterTable(network),
    resting: parameterTable(resting.network),
  };

  const folder = mkdtempSync(join(tmpdir(), 'interop-'));
  const files: Record<string, Uint8Array | Float32Array | string> = {
    'model.json': JSON.stringify(description),
    'digits.f32': digits,
    'parameters.f32': parameters,
    'resting.f32': resting.parameters,
    'codes.f32': codes,
    'reconstructions.f32': reconstructions,
    'model.safetensors': writeTorchWeights(network, parameters),
    'model.npz': writeNpz(network, parameters),
    'model.weights.h5': await writeKerasWeights(network, parameters),
    'autoencoder.onnx': writeOnnx(network, parameters, 'autoencoder'),
    'encoder.onnx': writeOnnx(network, parameters, 'encoder'),
    'decoder.onnx': writeOnnx(network, parameters, 'decoder'),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}
