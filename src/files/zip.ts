import { Inflate, type Zippable, zipSync } from 'fflate';
import { checkFileSize, FileError, megabytes } from './file-error.ts';

/** A file under the name that others look for. */
export interface NamedFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Files as one zip. Text shrinks; floats hardly do, and are stored as they are. */
export function writeZip(files: readonly NamedFile[]): Uint8Array<ArrayBuffer> {
  const zippable: Zippable = {};
  for (const { name, bytes } of files) {
    const isText = /\.(json|csv)$/.test(name);
    zippable[name] = [bytes, { level: isText ? 6 : 0 }];
  }
  return zipSync(zippable);
}

/*
 * The reader finds the entries by itself and has fflate inflate them: fflate's `unzipSync` believes
 * the sizes in the file, cuts what is longer, and does not look at checksums. Source of the layout:
 * PKWARE's APPNOTE.TXT, 4.3.
 */

const END = { signature: 0x06054b50, size: 22, maxComment: 0xffff } as const;
const DIRECTORY = { signature: 0x02014b50, size: 46 } as const;
const LOCAL = { signature: 0x04034b50, size: 30 } as const;
const STORED = 0;
const DEFLATED = 8;
const MAX_ENTRIES = 100;
/** Where macOS keeps what it knows of each file besides, under the file's own path. */
const MAC_FOLDER = '__MACOSX/';
/** Bytes inflated at a time; 16 KB become at most 17 MB. */
const PIECE = 16_384;

interface Entry {
  name: string;
  method: number;
  checksum: number;
  compressed: number;
  size: number;
  /** Where the entry's own header begins. */
  offset: number;
}

/**
 * The wanted files of a zip by name; others are passed over. Folders do not count: a file manager
 * that packs a folder puts its name before each file's. Throws a FileError for anything but a sound
 * zip, before more is allocated than is wanted.
 * @param wanted the most bytes that each file may have
 */
export function readZip(
  file: Uint8Array,
  wanted: Readonly<Record<string, number>>,
): Map<string, Uint8Array<ArrayBuffer>> {
  checkFileSize(file.length);
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const entry of directoryOf(file)) {
    if (entry.name.startsWith(MAC_FOLDER)) continue;
    const name = entry.name.replace(/^.*[/\\]/s, '');
    const most = Object.hasOwn(wanted, name) ? wanted[name] : undefined;
    if (most === undefined) continue;
    if (files.has(name)) throw new FileError(`The zip holds ${name} twice.`);
    if (entry.size > most) {
      const [size, limit] = [megabytes(entry.size), megabytes(most)];
      throw new FileError(`${name} in the zip has ${size}; at most ${limit} can be opened.`);
    }
    files.set(name, contentOf(file, entry));
  }
  return files;
}

function directoryOf(file: Uint8Array): Entry[] {
  const view = viewOf(file);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  if (count > MAX_ENTRIES)
    throw new FileError(`The zip holds ${count} files: that is no experiment.`);
  let offset = view.getUint32(end + 16, true);
  return Array.from({ length: count }, () => {
    if (offset + DIRECTORY.size > end || view.getUint32(offset, true) !== DIRECTORY.signature) {
      throw damaged();
    }
    const nameLength = view.getUint16(offset + 28, true);
    const start = offset + DIRECTORY.size;
    const entry = {
      name: new TextDecoder().decode(file.subarray(start, start + nameLength)),
      method: view.getUint16(offset + 10, true),
      checksum: view.getUint32(offset + 16, true),
      compressed: view.getUint32(offset + 20, true),
      size: view.getUint32(offset + 24, true),
      offset: view.getUint32(offset + 42, true),
    };
    offset =
      start + nameLength + view.getUint16(offset + 30, true) + view.getUint16(offset + 32, true);
    return entry;
  });
}

/** Where the record at the end begins; a comment of any length may follow it. */
function endOf(view: DataView): number {
  const last = view.byteLength - END.size;
  for (let at = last; at >= Math.max(0, last - END.maxComment); at--) {
    if (view.getUint32(at, true) === END.signature) return at;
  }
  throw new FileError('This is no zip file, or its end is missing.');
}

function contentOf(file: Uint8Array, entry: Entry): Uint8Array<ArrayBuffer> {
  const { name, method, checksum, compressed, size, offset } = entry;
  const view = viewOf(file);
  if (offset + LOCAL.size > file.length || view.getUint32(offset, true) !== LOCAL.signature) {
    throw damaged();
  }
  const names = view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const start = offset + LOCAL.size + names;
  if (start + compressed > file.length) throw damaged();
  if (method !== STORED && method !== DEFLATED) {
    throw new FileError(`${name} in the zip is packed in a way that can’t be opened (${method}).`);
  }
  const data = file.slice(start, start + compressed);
  const content = method === STORED ? data : inflated(data, size);
  if (content.length !== size || crc32(content) !== checksum) throw damaged();
  return content;
}

/**
 * Inflates piece by piece, and stops where there is more than was said: one byte may stand for a
 * thousand, so that a whole file at once could take gigabytes and minutes.
 */
function inflated(data: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array(size);
  let length = 0;
  const inflate = new Inflate((chunk) => {
    content.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let start = 0; start < data.length; start += PIECE) {
      const end = start + PIECE;
      inflate.push(data.subarray(start, end), end >= data.length);
    }
  } catch {
    throw damaged();
  }
  if (length !== size) throw damaged();
  return content;
}

function damaged(): FileError {
  return new FileError('The zip file is damaged.');
}

function viewOf(file: Uint8Array): DataView {
  return new DataView(file.buffer, file.byteOffset, file.byteLength);
}

/** Of each byte's value, for the polynomial of zip, bits reversed. */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) {
    rest = (CRC_TABLE[(rest ^ (bytes[i] as number)) & 0xff] as number) ^ (rest >>> 8);
  }
  return (rest ^ 0xffffffff) >>> 0;
}
