import type { Network } from '../spec/spec.ts';
import { type Experiment, experimentFiles, experimentIn } from './experiment.ts';
import { checkFileSize, FileError } from './file-error.ts';
import { readTensorflowJs, tensorflowJsFiles } from './tensorflowjs.ts';
import { readTorchWeights } from './torch-weights.ts';
import { type NamedFile, readZip } from './zip.ts';

/** What a student opened: a whole experiment, or other weights for the network on the screen. */
export type Opened =
  | { kind: 'experiment'; experiment: Experiment }
  | { kind: 'weights'; parameters: Float32Array<ArrayBuffer> };

/** The chosen files' contents; throws a FileError for too large ones before it reads any. */
export async function contentsOf(files: readonly File[]): Promise<NamedFile[]> {
  checkFileSize(files.reduce((sum, { size }) => sum + size, 0));
  return Promise.all(
    files.map(async (file) => ({
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  );
}

/**
 * Reads an experiment, a safetensors file, or a TensorFlow.js model as a zip or as its files. Throws
 * a FileError, whose message says what is wrong, for anything else.
 * @param network the network on the screen, which weights must fit
 */
export function open(files: readonly NamedFile[], network: Network): Opened {
  const [first, ...others] = files;
  if (!first) throw new FileError('No file was chosen.');
  if (others.length > 0 || first.name.endsWith('.json')) {
    return { kind: 'weights', parameters: readTensorflowJs(network, files) };
  }
  if (first.name.endsWith('.zip')) return openZip(first.bytes, network);
  if (first.name.endsWith('.safetensors')) {
    return { kind: 'weights', parameters: readTorchWeights(network, first.bytes) };
  }
  throw new FileError(
    `${first.name} can’t be opened: choose an experiment (.zip), weights (.safetensors), or a TensorFlow.js model (model.json with weights.bin).`,
  );
}

function openZip(zip: Uint8Array, network: Network): Opened {
  const found = readZip(zip, { ...experimentFiles, ...tensorflowJsFiles });
  if (!found.has('model.json')) return { kind: 'experiment', experiment: experimentIn(found) };
  const files = [...found].map(([name, bytes]) => ({ name, bytes }));
  return { kind: 'weights', parameters: readTensorflowJs(network, files) };
}
