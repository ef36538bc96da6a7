import { describe, expect, it } from 'vitest';
import { IdxError, parseIdxImages, parseIdxLabels } from './idx.ts';

const images = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6);
const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9);

describe('IDX files', () => {
  it('holds pictures row by row', () => {
    const parsed = parseIdxImages(images, 'two pictures');
    expect(parsed).toMatchObject({ count: 2, rows: 1, columns: 3 });
    expect([...parsed.pixels]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('holds labels', () => {
    expect([...parseIdxLabels(labels, 'three labels')]).toEqual([7, 8, 9]);
  });

  it('is read from the middle of a buffer too', () => {
    const padded = new Uint8Array(64);
    padded.set(labels, 10);
    expect([...parseIdxLabels(padded.subarray(10, 21), 'labels')]).toEqual([7, 8, 9]);
  });

  it('is refused with the name of the file and the reason', () => {
    expect(() => parseIdxImages(labels, 'labels.idx')).toThrow(IdxError);
    expect(() => parseIdxImages(images.subarray(0, 10), 'cut.idx')).toThrow(
      'cut.idx is too short for an IDX file: it has 10 bytes.',
    );
    expect(() => parseIdxLabels(images, 'images.idx')).toThrow(
      'images.idx is not an IDX file of labels: it begins with other bytes.',
    );
    expect(() => parseIdxImages(images.subarray(0, 20), 'cut.idx')).toThrow(
      'cut.idx should have 22 bytes by its own header, but has 20.',
    );
  });
});
