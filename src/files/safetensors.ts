import {
  type InferOutput,
  objectWithRest,
  optional,
  strictObject,
  strictTuple,
  string,
  unknown,
} from 'valibot';
import { formatShape, sizeOf } from '../spec/shape.ts';
import { checkFileSize, FileError } from './file-error.ts';
import { arrayShape, count, parseJson } from './json.ts';
import type { NamedArray } from './named-array.ts';

/*
 * The safetensors format, by its specification: the header's length as 64 bits, little-endian; the
 * header, JSON, padded with spaces; then all arrays without gaps. `data_offsets` are bytes from the
 * header's end.
 */

/** Bytes of the length that a file begins with. */
const PREFIX = 8;
const ALIGNMENT = 8;
const MAX_HEADER_BYTES = 100_000;

const entrySchema = strictObject({
  dtype: string(),
  shape: arrayShape,
  data_offsets: strictTuple([count, count]),
});
const headerSchema = objectWithRest({ __metadata__: optional(unknown()) }, entrySchema);

type Entry = InferOutput<typeof entrySchema>;

/** The arrays as a safetensors file. */
export function writeSafetensors(arrays: readonly NamedArray[]): Uint8Array<ArrayBuffer> {
  let end = 0;
  const entries = arrays.map(({ name, shape, values }) => {
    const begin = end;
    end += values.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }];
  });
  // The `format` is what Hugging Face's own readers look for.
  const json = JSON.stringify({ __metadata__: { format: 'pt' }, ...Object.fromEntries(entries) });
  const header = new TextEncoder().encode(json);
  const headerLength = Math.ceil(header.length / ALIGNMENT) * ALIGNMENT;

  const file = new Uint8Array(PREFIX + headerLength + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.fill(0x20, PREFIX, PREFIX + headerLength);
  file.set(header, PREFIX);
  let offset = PREFIX + headerLength;
  for (const { values } of arrays) {
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += values.byteLength;
  }
  return file;
}

/** The arrays of a safetensors file, copied; throws a FileError for anything but a sound one. */
export function readSafetensors(file: Uint8Array): NamedArray[] {
  checkFileSize(file.length);
  const dataStart = PREFIX + headerLengthOf(file);
  const data = file.subarray(dataStart);
  const what = 'The header of the safetensors file';
  const header = parseJson(file.subarray(PREFIX, dataStart), headerSchema, what);
  const entries = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => entryOf(name, entry as Entry))
    .toSorted((a, b) => a.begin - b.begin);

  // Checked before anything is copied: arrays that overlap could ask for far more than the file.
  let end = 0;
  for (const entry of entries) {
    if (entry.begin !== end) throw new FileError(`${entry.name} does not follow the array before.`);
    end = entry.end;
  }
  if (end !== data.length) {
    throw new FileError(`The arrays take ${end} bytes, but the file holds ${data.length}.`);
  }
  return entries.map(({ name, shape, begin, end: stop }) => ({
    name,
    shape,
    values: new Float32Array(data.slice(begin, stop).buffer),
  }));
}

function headerLengthOf(file: Uint8Array): number {
  const left = file.length - PREFIX;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = left < 0 ? 0 : Number(view.getBigUint64(0, true));
  if (length < 2 || length > Math.min(left, MAX_HEADER_BYTES)) {
    throw new FileError('This is no safetensors file: its header has an impossible length.');
  }
  return length;
}

function entryOf(name: string, { dtype, shape, data_offsets: [begin, end] }: Entry) {
  if (dtype !== 'F32') {
    throw new FileError(`${name} holds ${dtype} numbers; only 32-bit floats (F32) can be opened.`);
  }
  if (end - begin !== sizeOf(shape) * Float32Array.BYTES_PER_ELEMENT) {
    throw new FileError(`${name} is ${formatShape(shape)}, but has ${end - begin} bytes.`);
  }
  return { name, shape, begin, end };
}
