import { DIGIT_SIZE } from '../spec/shape.ts';
import { IdxError, type IdxImages, parseIdxImages, parseIdxLabels } from './idx.ts';

/** Pictures that a student brought along. */
export interface BroughtPictures {
  count: number;
  /** 784 bytes a picture. */
  pixels: Uint8Array<ArrayBuffer>;
  /** A byte a picture; null where no labels came with them. */
  labels: Uint8Array<ArrayBuffer> | null;
}

/** Of a file as it is, and of what is packed in it. */
export const MOST_BYTES = 64 * 2 ** 20;

const ONE_OF_EACH = 'Choose one file of pictures, and with it at most one of labels.';
const LABELS_MAGIC = 0x0801;

/**
 * Reads IDX files of 28×28 pictures, plain or gzipped, told apart by how they begin, not by name.
 * @param files one of pictures, and at most one of their labels
 * @throws IdxError, a sentence for the student
 */
export async function readIdxPictures(files: readonly File[]): Promise<BroughtPictures> {
  if (files.length > 2) throw new IdxError(ONE_OF_EACH);
  const all = await Promise.all(files.map(read));
  const [labels, ...otherLabels] = all.filter(isLabels);
  const [pictures, ...otherPictures] = all.filter((file) => !isLabels(file));
  if (otherLabels.length + otherPictures.length > 0) throw new IdxError(ONE_OF_EACH);
  if (!pictures) {
    throw new IdxError(labels ? `${labels.name} holds only labels. ${ONE_OF_EACH}` : ONE_OF_EACH);
  }
  const images = parseIdxImages(pictures.bytes, pictures.name);
  checkSize(images, pictures.name);
  if (!labels) return { count: images.count, pixels: images.pixels, labels: null };
  const parsed = parseIdxLabels(labels.bytes, labels.name);
  if (parsed.length !== images.count) {
    const [here, there] = [parsed.length, images.count].map((count) => count.toLocaleString('en'));
    throw new IdxError(
      `${labels.name} has ${here} labels, ${pictures.name} ${there} pictures: they do not belong together.`,
    );
  }
  return { count: images.count, pixels: images.pixels, labels: parsed };
}

interface ReadFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

async function read(file: File): Promise<ReadFile> {
  if (file.size > MOST_BYTES) throw new IdxError(`${file.name} is larger than 64 MB.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return { name: file.name, bytes: isGzip ? await unpack(bytes, file.name) : bytes };
}

/** Stops at the limit: a small file can unpack to gigabytes. */
async function unpack(
  packed: Uint8Array<ArrayBuffer>,
  name: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([packed])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'))
    .getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      length += part.value.length;
      if (length > MOST_BYTES) break;
    }
  } catch (cause) {
    throw new IdxError(`${name} is cut short or damaged: it does not unpack.`, { cause });
  }
  if (length > MOST_BYTES) {
    await reader.cancel();
    throw new IdxError(`${name} unpacks to more than 64 MB.`);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function isLabels({ bytes }: ReadFile): boolean {
  return bytes.length >= 4 && new DataView(bytes.buffer).getUint32(0) === LABELS_MAGIC;
}

function checkSize({ count, rows, columns }: IdxImages, name: string): void {
  if (rows * columns !== DIGIT_SIZE || rows !== columns) {
    throw new IdxError(
      `${name} holds pictures of ${rows}×${columns} pixels; the network takes 28×28.`,
    );
  }
  if (count === 0) throw new IdxError(`${name} holds no pictures.`);
}
