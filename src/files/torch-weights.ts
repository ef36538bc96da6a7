import { summarize } from '../spec/network.ts';
import { layerParameters, type Parameter } from '../spec/parameters.ts';
import type { Network } from '../spec/spec.ts';
import { type TorchModule, torchModules } from '../spec/torch-modules.ts';
import { FileError } from './file-error.ts';
import {
  arraysOf,
  convolutionLayout,
  type Layout,
  type ParameterLayout,
  parametersFrom,
} from './named-array.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';

/** The weights as a `state_dict` of the generated PyTorch module, in a safetensors file. */
export function writeTorchWeights(
  network: Network,
  parameters: Float32Array,
): Uint8Array<ArrayBuffer> {
  return writeSafetensors(arraysOf(torchLayouts(network), parameters));
}

/**
 * The network's parameters from a safetensors file of the generated PyTorch module. Throws a
 * FileError for a file that is not sound, or whose names and shapes are not this network's.
 */
export function readTorchWeights(network: Network, file: Uint8Array): Float32Array<ArrayBuffer> {
  const layouts = torchLayouts(network);
  const arrays = new Map(readSafetensors(file).map((array) => [array.name, array]));
  const names = new Set(layouts.map(({ name }) => name));
  for (const name of arrays.keys()) {
    if (!names.has(name)) throw new FileError(`The file has ${name}, which this network has not.`);
  }
  const inOrder = layouts.map(({ name }) => {
    const array = arrays.get(name);
    if (!array) throw new FileError(`The file has no ${name}, which this network needs.`);
    return array;
  });
  return parametersFrom(layouts, inOrder);
}

/**
 * Where every parameter lies in the module's `state_dict`; layers without any are passed over. A tied
 * layer has a bias alone, as the generated `TiedLinear` has.
 */
function torchLayouts(network: Network): ParameterLayout[] {
  const rows = summarize(network).layers;
  return torchModules(network).flatMap((module) => {
    const row = rows.find(({ part, index }) => part === module.part && index === module.layer);
    if (!row || !isWeighted(module)) return [];
    const key = `${module.part}.${module.place}`;
    return layerParameters(row).map((parameter) =>
      parameter.role === 'kernel'
        ? { parameter, name: `${key}.weight`, ...weightLayout(module, parameter) }
        : { parameter, name: `${key}.bias`, ...biasLayout(module, parameter) },
    );
  });
}

type WeightedModule = Extract<TorchModule, { module: 'Linear' | 'Conv2d' | 'ConvTranspose2d' }>;

function isWeighted(module: TorchModule): module is WeightedModule {
  return 'inputs' in module || 'inChannels' in module;
}

/** Linear: ours [in, out], theirs [out, in]. */
function weightLayout(module: WeightedModule, { shape }: Parameter): Layout {
  if (module.module !== 'Linear') return convolutionLayout(shape);
  const { inputs, outputs } = module;
  const rows = module.rows ?? [inputs];
  const columns = module.columns ?? [outputs];
  const axes = [
    ...channelsFirst(columns).map((axis) => axis + rows.length),
    ...channelsFirst(rows),
  ];
  return { shape: [outputs, inputs], view: [...rows, ...columns], axes };
}

function biasLayout(module: WeightedModule, { shape }: Parameter): Layout {
  const columns = module.module === 'Linear' ? module.columns : null;
  return columns ? { shape, view: columns, axes: channelsFirst(columns) } : { shape, view: shape };
}

/** The axes of a list, or of a picture [height, width, channels] with its channels first. */
function channelsFirst(shape: readonly number[]): number[] {
  return shape.length === 3 ? [2, 0, 1] : [0];
}
