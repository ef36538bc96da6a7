import { deflateSync, Inflate } from 'fflate';

/** Packs bytes as `CompressionStream('deflate-raw')` does. */
export function deflate(bytes: Uint8Array<ArrayBuffer>): Uint8Array {
  return deflateSync(bytes);
}

/** Unpacks bytes; throws where they are damaged or cut off, or when more than `most` come out. */
export function inflate(bytes: Uint8Array<ArrayBuffer>, most: number): Uint8Array<ArrayBuffer> {
  const unpacked = new Uint8Array(most);
  let length = 0;
  let isDone = false;
  const stream = new Inflate((part, final) => {
    if (length + part.length > most) throw new RangeError('too much to unpack');
    unpacked.set(part, length);
    length += part.length;
    isDone = final;
  });
  stream.push(bytes, true);
  if (!isDone) throw new RangeError('cut off');
  return unpacked.slice(0, length);
}
