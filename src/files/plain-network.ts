import { summarize } from '../spec/network.ts';
import { layerParameters, parameterTable } from '../spec/parameters.ts';
import type { Layer, Network } from '../spec/spec.ts';
import { FileError } from './file-error.ts';
import { transpose } from './named-array.ts';

/** A network with its parameters as they lie in the flat array. */
export interface Weighted {
  network: Network;
  parameters: Float32Array;
}

/** The same network with kernels of their own where they were tied: no file format shares arrays. */
export function untied(network: Network, parameters: Float32Array): Weighted {
  if (!network.tied) return { network, parameters };
  const { layers } = summarize(network);
  const arrays = layers.flatMap((row): Float32Array[] => {
    const own = layerParameters(row).map(({ offset, size }) => cut(parameters, offset, size));
    const mirror = row.tiedTo === null ? undefined : layers[row.tiedTo];
    const kernel = mirror && layerParameters(mirror)[0];
    if (!kernel) return own;
    const shared = cut(parameters, kernel.offset, kernel.size);
    return [transpose(shared, kernel.shape, [1, 0]), ...own];
  });
  return { network: { ...network, tied: false }, parameters: joined(arrays) };
}

/**
 * Back from `untied`: the encoder's kernels serve for both. Throws a FileError where the decoder's are
 * not the encoder's, transposed.
 * @param parameters of the untied network
 */
export function tiedAgain(
  network: Network,
  parameters: Float32Array<ArrayBuffer>,
): Float32Array<ArrayBuffer> {
  if (!network.tied) return parameters;
  const own = parameterTable(network);
  const arrays = parameterTable({ ...network, tied: false })
    .filter(({ name }) => own.some((parameter) => parameter.name === name))
    .map(({ offset, size }) => cut(parameters, offset, size));
  const tied = joined(arrays);
  const expected = untied(network, tied).parameters;
  if (expected.some((value, i) => value !== parameters[i])) {
    throw new FileError(
      'The decoder has weights of its own in the file; in this network they are the encoder’s.',
    );
  }
  return tied;
}

/** What the network does once it is trained: a variational code is its means, from a dense layer. */
export function atRest(given: Network, values: Float32Array): Weighted {
  const { network, parameters } = untied(given, values);
  const arrays = summarize(network).layers.flatMap((row): Float32Array[] =>
    layerParameters(row).map(({ offset, size, shape }) => {
      const own = cut(parameters, offset, size);
      return row.layer.kind === 'variational' ? firstHalves(own, shape.at(-1) ?? 1) : own;
    }),
  );

  const plain = (layer: Layer): Layer =>
    layer.kind === 'variational'
      ? { kind: 'dense', units: layer.units, activation: 'linear' }
      : layer;
  return {
    network: { ...network, encoder: network.encoder.map(plain) },
    parameters: joined(arrays),
  };
}

function cut(values: Float32Array, offset: number, size: number): Float32Array {
  return values.subarray(offset, offset + size);
}

/** The first half of every row of `length` values. */
function firstHalves(values: Float32Array, length: number): Float32Array {
  return values.filter((_, i) => i % length < length / 2);
}

function joined(arrays: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const array of arrays) {
    whole.set(array, offset);
    offset += array.length;
  }
  return whole;
}
