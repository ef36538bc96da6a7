import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkSpecimens } from '../../src/engine/contract/specimen.ts';
import { exportModel, testDigits } from './exports.ts';
import { pythonWith, runPython } from './python.ts';

/* Exported files in the hands of the programs that they are for. */

const TOLERANCE = 1e-5;

/** @param printed the largest differences from our outputs, as JSON on the last line */
function expectNear(printed: string): void {
  const { code, reconstruction } = JSON.parse(printed.trimEnd().split('\n').at(-1) ?? '');
  expect(reconstruction).toBeLessThan(TOLERANCE);
  expect(code).toBeLessThan(TOLERANCE);
}

const torch = pythonWith(['torch', 'numpy'], 'safetensors in PyTorch');
const numpy = pythonWith(['numpy'], '.npz in NumPy');
const h5py = pythonWith(['h5py', 'numpy'], 'Keras’ .weights.h5 in h5py');
const keras = pythonWith(['keras'], '.weights.h5 in Keras itself');
const onnx = pythonWith(['onnx'], 'ONNX’ own checker');

describe.each(networkSpecimens)('the files of $name', (specimen) => {
  let folder = '';
  beforeAll(async () => {
    folder = await exportModel(specimen, await testDigits());
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.runIf(torch)('load strictly into the generated PyTorch module, with the same outputs', () => {
    expectNear(runPython(torch ?? '', 'torch_outputs.py', folder));
  });

  it.runIf(keras)('load into the generated Keras model, with the same outputs', () => {
    expectNear(runPython(keras ?? '', 'keras_outputs.py', folder));
  });

  it.runIf(numpy)('hold the parameters for NumPy', () => {
    expect(runPython(numpy ?? '', 'npz_arrays.py', folder)).toBe('equal\n');
  });

  it.runIf(h5py)('have the layout that Keras 3 looks for', () => {
    expect(runPython(h5py ?? '', 'keras_layout.py', folder)).toBe('equal\n');
  });

  it.runIf(onnx)('pass ONNX’ checker', () => {
    expect(runPython(onnx ?? '', 'onnx_checker.py', folder)).toBe('sound\n');
  });
});
