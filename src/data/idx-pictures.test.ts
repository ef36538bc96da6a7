import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { MOST_BYTES, readIdxPictures } from './idx-pictures.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** An IDX file of pictures whose pixels are all their number. */
function pictures(count: number, rows = 28, columns = 28): Bytes {
  const file = new Uint8Array(16 + count * rows * columns);
  const header = new DataView(file.buffer);
  header.setUint32(0, 0x0803);
  for (const [i, value] of [count, rows, columns].entries()) header.setUint32(4 + 4 * i, value);
  for (let n = 0; n < count; n++) {
    file.fill(n, 16 + n * rows * columns, 16 + (n + 1) * rows * columns);
  }
  return file;
}

function labels(...digits: number[]): Bytes {
  return Uint8Array.of(0, 0, 8, 1, 0, 0, 0, digits.length, ...digits);
}

const file = (name: string, bytes: Bytes) => new File([bytes], name);
const gzip = (bytes: Bytes) => new Uint8Array(gzipSync(bytes));

it('reads pictures, plain or packed, whatever the files are called', async () => {
  for (const bytes of [pictures(3), gzip(pictures(3))]) {
    const read = await readIdxPictures([file('clothes', bytes)]);
    expect(read).toMatchObject({ count: 3, labels: null });
    expect([read.pixels[0], read.pixels[784], read.pixels[3 * 784 - 1]]).toEqual([0, 1, 2]);
  }
});

it('takes labels with them, in either order', async () => {
  const [a, b] = [file('a', gzip(pictures(2))), file('b', labels(9, 4))];
  for (const files of [
    [a, b],
    [b, a],
  ]) {
    const read = await readIdxPictures(files);
    expect(read.count).toBe(2);
    expect(read.labels).toEqual(Uint8Array.of(9, 4));
  }
});

const bomb = gzip(new Uint8Array(MOST_BYTES + 1));
const cut = pictures(2).subarray(0, 1000);
it.each([
  [
    'pictures of another size',
    [file('a', pictures(2, 32, 32))],
    'a holds pictures of 32×32 pixels',
  ],
  ['none at all', [file('a', pictures(0))], 'a holds no pictures.'],
  [
    'a file that ends early',
    [file('a', cut)],
    'a should have 1584 bytes by its own header, but has 1000.',
  ],
  [
    'a packed one that ends early',
    [file('a.gz', gzip(pictures(2)).subarray(0, 30))],
    'a.gz is cut short or damaged',
  ],
  [
    'what is packed twice',
    [file('a', gzip(gzip(pictures(1))))],
    'a is not an IDX file of pictures',
  ],
  ['more than 64 MB out of little', [file('a.gz', bomb)], 'a.gz unpacks to more than 64 MB.'],
  ['labels alone', [file('b', labels(1))], 'b holds only labels.'],
  [
    'labels of other pictures',
    [file('a', pictures(2)), file('b', labels(1, 2, 3))],
    'b has 3 labels, a 2 pictures: they do not belong together.',
  ],
  [
    'two files of pictures',
    [file('a', pictures(1)), file('b', pictures(1))],
    'Choose one file of pictures',
  ],
  [
    'two files of labels',
    [file('a', labels(1)), file('b', labels(1))],
    'Choose one file of pictures',
  ],
  ['three files', [1, 2, 3].map((n) => file(`${n}`, pictures(1))), 'Choose one file of pictures'],
  [
    'something else',
    [file('notes.txt', new TextEncoder().encode('Not a picture at all.'))],
    'notes.txt is not an IDX file of pictures: it begins with other bytes.',
  ],
  ['an empty file', [file('a', new Uint8Array(0))], 'a is too short for an IDX file'],
])('refuses %s with a sentence', async (_, files, sentence) => {
  await expect(readIdxPictures(files)).rejects.toThrow(sentence);
});
