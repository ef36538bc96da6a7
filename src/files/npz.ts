import { zipSync } from 'fflate';
import { layerName } from '../spec/layer-names.ts';
import { summarize } from '../spec/network.ts';
import { layerParameters } from '../spec/parameters.ts';
import { sizeOf } from '../spec/shape.ts';
import type { Network } from '../spec/spec.ts';

/** NumPy's format 1.0: data begins at a multiple of 64 bytes. */
const MAGIC = [0x93, ...new TextEncoder().encode('NUMPY'), 1, 0];
const ALIGNMENT = 64;

/**
 * The weights for `numpy.load`: arrays `encoder_1.kernel`, `encoder_1.bias` and so on, with their axes
 * as Keras has them. A tied layer has no kernel; a variational one has the means' columns first.
 */
export function writeNpz(network: Network, parameters: Float32Array): Uint8Array<ArrayBuffer> {
  const files = summarize(network).layers.flatMap((row) =>
    layerParameters(row).map(({ role, shape, offset, size }) => {
      const file = `${layerName(row.part, row.index)}.${role}.npy`;
      return [file, npyFile(shape, parameters.subarray(offset, offset + size))];
    }),
  );
  // NumPy's own `savez` stores as well: floats hardly shrink.
  return zipSync(Object.fromEntries(files), { level: 0 });
}

function npyFile(shape: readonly number[], values: Float32Array): Uint8Array {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const before = MAGIC.length + 2;
  const start = Math.ceil((before + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const header = `${text.padEnd(start - before - 1)}\n`;
  const file = new Uint8Array(start + 4 * sizeOf(shape));
  file.set(MAGIC);
  new DataView(file.buffer).setUint16(MAGIC.length, header.length, true);
  file.set(new TextEncoder().encode(header), before);
  file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), start);
  return file;
}
