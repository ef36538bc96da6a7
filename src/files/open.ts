import type { Network } from '../spec/spec.ts';
import { type Experiment, experimentFiles, experimentIn, RECORD } from './experiment.ts';
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
    files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await bufferOf(file)) })),
  );
}

function bufferOf(file: File): Promise<ArrayBuffer> {
  return file.arrayBuffer().catch(() => {
    throw new FileError(
      `${file.name} could not be read: choose it again, or the files in it if it is a folder.`,
    );
  });
}

const FORMATS =
  'an experiment (.zip), weights (.safetensors), or a TensorFlow.js model (model.json with weights.bin)';

/**
 * Reads an experiment, a safetensors file, or a TensorFlow.js model as a zip or as its files. An
 * experiment may have been unpacked. Throws a FileError, whose message says what is wrong, for
 * anything else.
 * @param network the network on the screen, which weights must fit
 */
export function open(files: readonly NamedFile[], network: Network): Opened {
  const [first, ...others] = files;
  if (!first) throw new FileError('No file was chosen.');
  if (files.some(({ name }) => name === RECORD)) {
    const unpacked = new Map(files.map(({ name, bytes }) => [name, bytes]));
    return { kind: 'experiment', experiment: experimentIn(unpacked) };
  }
  const kinds = files.map(({ name }) => kindOf(name));
  if (others.length > 0 && kinds.some((kind) => kind === 'zip' || kind === 'safetensors')) {
    throw new FileError(
      `${files.length} files were chosen: open one at a time, or the files of one TensorFlow.js model.`,
    );
  }
  if (others.length > 0 || kinds[0] === 'json') {
    return { kind: 'weights', parameters: readTensorflowJs(network, files) };
  }
  switch (kinds[0]) {
    case 'zip':
      return openZip(first.bytes, network);
    case 'safetensors':
      return { kind: 'weights', parameters: readTorchWeights(network, first.bytes) };
    case 'bin':
      throw new FileError(
        `${first.name} is a part of a TensorFlow.js model: choose its model.json with it.`,
      );
    default:
      throw new FileError(`${first.name} can’t be opened: choose ${FORMATS}.`);
  }
}

/** What a file is by the end of its name, which some systems write in capitals. */
function kindOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

function openZip(zip: Uint8Array, network: Network): Opened {
  const found = readZip(zip, { ...experimentFiles, ...tensorflowJsFiles });
  if (!found.has('model.json')) return { kind: 'experiment', experiment: experimentIn(found) };
  const files = [...found].map(([name, bytes]) => ({ name, bytes }));
  return { kind: 'weights', parameters: readTensorflowJs(network, files) };
}
