/** A file that is not the IDX file it should be; the message is a sentence for the student. */
export class IdxError extends Error {
  override name = 'IdxError';
}

/** Grey pictures as MNIST's files hold them. */
export interface IdxImages {
  count: number;
  rows: number;
  columns: number;
  /** [count, rows, columns], 0 is background, 255 is ink; a view into the file. */
  pixels: Uint8Array<ArrayBuffer>;
}

/**
 * Reads an IDX file of pictures: magic 0x00000803, count, rows, columns, big-endian, then a byte a
 * pixel. Source: LeCun, Cortes, Burges, "The MNIST database", section "File formats".
 *
 * @param name how an error calls the file
 * @throws IdxError when magic number or length do not fit
 */
export function parseIdxImages(file: Uint8Array<ArrayBuffer>, name: string): IdxImages {
  const [count, rows, columns] = readHeader(file, 3, name);
  const pixels = readBody(file, 16, count * rows * columns, name);
  return { count, rows, columns, pixels };
}

/**
 * Reads an IDX file of labels: magic 0x00000801, count, then a byte a label.
 *
 * @param name how an error calls the file
 * @returns [count], a view into the file
 * @throws IdxError when magic number or length do not fit
 */
export function parseIdxLabels(
  file: Uint8Array<ArrayBuffer>,
  name: string,
): Uint8Array<ArrayBuffer> {
  const [count] = readHeader(file, 1, name);
  return readBody(file, 8, count, name);
}

/** The third byte says that values are unsigned bytes, the fourth how many dimensions follow. */
function readHeader(
  file: Uint8Array<ArrayBuffer>,
  dimensions: 1 | 3,
  name: string,
): [number, number, number] {
  const header = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 4 + 4 * dimensions) {
    throw new IdxError(`${name} is too short for an IDX file: it has ${file.length} bytes.`);
  }
  if (header.getUint32(0) !== 0x0800 + dimensions) {
    const kind = dimensions === 3 ? 'pictures' : 'labels';
    throw new IdxError(`${name} is not an IDX file of ${kind}: it begins with other bytes.`);
  }
  const size = (i: number) => (i < dimensions ? header.getUint32(4 + 4 * i) : 1);
  return [size(0), size(1), size(2)];
}

function readBody(
  file: Uint8Array<ArrayBuffer>,
  start: number,
  length: number,
  name: string,
): Uint8Array<ArrayBuffer> {
  if (file.length !== start + length) {
    throw new IdxError(
      `${name} should have ${start + length} bytes by its own header, but has ${file.length}.`,
    );
  }
  return file.subarray(start);
}
