import {
  array,
  looseObject,
  maxLength,
  minLength,
  optional,
  pipe,
  string,
  undefined_,
} from 'valibot';
import { layerName, MODEL_NAME } from '../spec/layer-names.ts';
import { type LayerSummary, type Part, summarize } from '../spec/network.ts';
import { layerParameters, type Parameter, parameterTable } from '../spec/parameters.ts';
import { isVariational } from '../spec/penalties.ts';
import { sizeOf } from '../spec/shape.ts';
import type { Network } from '../spec/spec.ts';
import { checkFileSize, FileError, MAX_FILE_BYTES } from './file-error.ts';
import { arrayShape, MAX_JSON_BYTES, parseJson } from './json.ts';
import { type KerasLayer, kerasLayers } from './keras-layers.ts';
import {
  checkShapes,
  type NamedArray,
  type ParameterLayout,
  parametersFrom,
} from './named-array.ts';
import { atRest, tiedAgain } from './plain-network.ts';
import type { NamedFile } from './zip.ts';

const MODEL_FILE = 'model.json';
const WEIGHTS_FILE = 'weights.bin';
/** The most bytes of each in a zip. */
export const tensorflowJsFiles: Readonly<Record<string, number>> = {
  [MODEL_FILE]: MAX_JSON_BYTES,
  [WEIGHTS_FILE]: MAX_FILE_BYTES,
};

const MAX_ARRAYS = 200;

/** The model for `tf.loadLayersModel`: `model.json` and, beside it, `weights.bin`. */
export function writeTensorflowJs(trained: Network, values: Float32Array): NamedFile[] {
  const { network, parameters } = atRest(trained, values);
  const rows = summarize(network).layers;
  const weights = rows.flatMap((row) =>
    layerParameters(row).map(({ role, shape }) => ({
      name: `${layerName(row.part, row.index)}/${role}`,
      shape,
      dtype: 'float32',
    })),
  );
  const model = {
    format: 'layers-model',
    generatedBy: 'Autoencoder playground',
    convertedBy: null,
    modelTopology: topology(rows),
    weightsManifest: [{ paths: [WEIGHTS_FILE], weights }],
  };
  return [
    { name: MODEL_FILE, bytes: new TextEncoder().encode(JSON.stringify(model)) },
    { name: WEIGHTS_FILE, bytes: new Uint8Array(parameters.slice().buffer) },
  ];
}

/** A `tf.Sequential` of two, `encoder` and `decoder`. */
function topology(rows: readonly LayerSummary[]) {
  const layers = [sequential('encoder', rows), sequential('decoder', rows)];
  return {
    class_name: 'Sequential',
    config: { name: MODEL_NAME, layers },
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
  };
}

function sequential(part: Part, all: readonly LayerSummary[]): KerasLayer {
  const rows = all.filter((row) => row.part === part);
  const [first, ...others] = rows.flatMap(kerasLayers);
  const batch_input_shape = [null, ...(rows[0]?.input ?? [])];
  const start = { ...first, config: { ...first?.config, batch_input_shape } };
  return { class_name: 'Sequential', config: { name: part, layers: [start, ...others] } };
}

const weightSchema = looseObject({
  name: string(),
  shape: arrayShape,
  dtype: string(),
  quantization: optional(undefined_('Quantized weights can’t be opened.')),
});
const groupSchema = looseObject({
  paths: pipe(array(string()), minLength(1), maxLength(MAX_ARRAYS)),
  weights: pipe(array(weightSchema), maxLength(MAX_ARRAYS)),
});
const modelSchema = looseObject({
  weightsManifest: pipe(array(groupSchema), minLength(1), maxLength(MAX_ARRAYS)),
});

/**
 * The network's parameters from a TensorFlow.js model of any names whose weights, one after the
 * other, have this network's shapes. Its topology is not looked at: a few lines of it could ask for
 * any amount of memory. Throws a FileError for a file that is not sound, or that does not fit.
 * @param files `model.json` and the files that it names, in any order
 */
export function readTensorflowJs(
  network: Network,
  files: readonly NamedFile[],
): Float32Array<ArrayBuffer> {
  checkFileSize(files.reduce((sum, { bytes }) => sum + bytes.length, 0));
  const [model, other] = files.filter(({ name }) => /\.json$/i.test(name));
  if (!model) throw new FileError('A TensorFlow.js model needs its model.json.');
  if (other) {
    throw new FileError(
      `A TensorFlow.js model has one .json file, not ${model.name} and ${other.name}.`,
    );
  }
  const { weightsManifest } = parseJson(model.bytes, modelSchema, model.name);

  if (isVariational(network)) {
    throw new FileError(
      'A TensorFlow.js model has no variational code: open the experiment or its safetensors.',
    );
  }
  const layouts = parameterTable({ ...network, tied: false }).map(asItIs);
  const specs = weightsManifest.flatMap(({ weights }) => weights);
  if (specs.length > layouts.length) {
    throw new FileError(
      `The model has ${specs.length} arrays of weights; this network has ${layouts.length}.`,
    );
  }
  // Before any data is copied: files named again and again could ask for any amount of memory.
  checkShapes(layouts, specs);
  const arrays = weightsManifest.flatMap(({ paths, weights }) =>
    arraysIn(joined(paths, files), weights),
  );
  return tiedAgain(network, parametersFrom(layouts, arrays));
}

/** TensorFlow.js and we lay parameters out alike. */
function asItIs(parameter: Parameter): ParameterLayout {
  const { name, shape } = parameter;
  return { parameter, name, shape, view: shape };
}

type Weight = { name: string; shape: number[]; dtype: string };

function arraysIn(data: Uint8Array, weights: readonly Weight[]): NamedArray[] {
  const needed = weights.reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0);
  if (needed !== data.length) {
    throw new FileError(`The weights take ${needed} bytes, but their files hold ${data.length}.`);
  }
  let end = 0;
  return weights.map(({ name, shape, dtype }) => {
    if (dtype !== 'float32') {
      throw new FileError(`${name} holds ${dtype} numbers; only float32 can be opened.`);
    }
    const begin = end;
    end += 4 * sizeOf(shape);
    return { name, shape, values: new Float32Array(data.slice(begin, end).buffer) };
  });
}

/** The contents of a group's files one after the other, each file once. */
function joined(paths: readonly string[], files: readonly NamedFile[]): Uint8Array {
  const names = new Set(paths.map((path) => path.slice(path.lastIndexOf('/') + 1)));
  const parts = [...names].map((name) => {
    const file = files.find((one) => one.name === name);
    if (!file) throw new FileError(`The model names ${name}, which is not among the files.`);
    return file.bytes;
  });
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}
