import type { Group } from 'h5wasm';
import { loadChunk } from '../loading/load-chunk.ts';
import { MODEL_NAME } from '../spec/layer-names.ts';
import { type LayerSummary, type Part, summarize } from '../spec/network.ts';
import { layerParameters } from '../spec/parameters.ts';
import type { Network } from '../spec/spec.ts';
import { kerasLayers } from './keras-layers.ts';

/*
 * The layout of Keras 3's `save_weights` (keras/src/saving/saving_lib.py) for the generated model of
 * two `Sequential`s: a group for each object, under `layers` named by its class and counted, with its
 * variables in `vars` as `0`, `1` and so on. Seed generators, which dropout layers have, are no objects
 * of their own there. Objects without variables may be missing: so may the layer that adds penalties
 * on the code.
 */

/** A name in the library's file system, which is in memory. */
const PATH = 'autoencoder.weights.h5';

/** The weights as `autoencoder.load_weights` of the generated Keras 3 code reads them. */
export async function writeKerasWeights(
  network: Network,
  parameters: Float32Array,
): Promise<Uint8Array<ArrayBuffer>> {
  // 4.8 MB, 1 MB compressed, nearly all of it WebAssembly: loaded when a student asks for this file.
  const { File, ready } = await loadChunk(() => import('h5wasm'));
  const { FS } = await ready;
  const file = new File(PATH, 'w');
  addVariables(file, MODEL_NAME);
  const parts = file.create_group('layers');
  const rows = summarize(network).layers;
  addPart(parts.create_group('sequential'), 'encoder', rows, parameters);
  addPart(parts.create_group('sequential_1'), 'decoder', rows, parameters);
  file.close();
  const bytes = Uint8Array.from(FS.readFile(PATH));
  FS.unlink(PATH);
  return bytes;
}

function addPart(
  group: Group,
  part: Part,
  all: readonly LayerSummary[],
  parameters: Float32Array,
): void {
  addVariables(group, part);
  const layers = group.create_group('layers');
  const counts = new Map<string, number>();
  for (const row of all.filter((one) => one.part === part)) {
    for (const [i, { className, name }] of objectsOf(row).entries()) {
      const kind = snakeCase(className);
      const count = counts.get(kind) ?? 0;
      counts.set(kind, count + 1);
      const layer = layers.create_group(count === 0 ? kind : `${kind}_${count}`);
      const variables = addVariables(layer, name);
      if (i === 0) addParameters(variables, row, parameters);
    }
  }
}

/** What the generated code makes of a layer, by class; the variables are the first one's. */
function objectsOf(row: LayerSummary): { className: string; name: string }[] {
  const objects = kerasLayers(row).map(({ class_name, config }, i) => ({
    className: row.tiedTo !== null && i === 0 ? 'TiedDense' : class_name,
    name: String(config.name),
  }));
  const sampling = { className: 'Sampling', name: 'sampling' };
  return row.layer.kind === 'variational' ? [...objects, sampling] : objects;
}

function addVariables(group: Group, name: string): Group {
  const variables = group.create_group('vars');
  variables.create_attribute('name', name);
  return variables;
}

/** Kernel and bias lie as they do here. */
function addParameters(group: Group, row: LayerSummary, parameters: Float32Array): void {
  for (const [i, { shape, offset, size }] of layerParameters(row).entries()) {
    const data = parameters.slice(offset, offset + size);
    group.create_dataset({ name: String(i), data, shape: [...shape] });
  }
}

/** Keras' `to_snake_case`: `Conv2DTranspose` becomes `conv2d_transpose`. */
function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
