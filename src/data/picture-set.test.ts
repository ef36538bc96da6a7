import { describe, expect, it } from 'vitest';
import { PICTURE_PIXELS } from './packs.ts';
import { PictureSet } from './picture-set.ts';

describe('PictureSet', () => {
  it('knows what has arrived, in whatever order it came', () => {
    const set = new PictureSet(100);
    set.markArrived(60, 80);
    set.markArrived(0, 20);
    expect(set.arrived).toEqual([
      { start: 0, end: 20 },
      { start: 60, end: 80 },
    ]);
    expect(set.arrivedCount).toBe(40);
    expect([0, 19, 20, 59, 60, 79, 80].map((index) => set.has(index))).toEqual([
      true,
      true,
      false,
      false,
      true,
      true,
      false,
    ]);
    set.markArrived(20, 60);
    expect(set.arrived).toEqual([{ start: 0, end: 80 }]);
  });

  it('gathers pictures into a batch of numbers from 0 to 1', () => {
    const set = new PictureSet(3);
    set.pixels.fill(51, PICTURE_PIXELS, 2 * PICTURE_PIXELS);
    set.pixels.fill(255, 2 * PICTURE_PIXELS);
    const batch = new Float32Array(2 * PICTURE_PIXELS);
    set.gather([2, 1], batch);
    expect(new Set(batch.subarray(0, PICTURE_PIXELS))).toEqual(new Set([1]));
    expect(new Set(batch.subarray(PICTURE_PIXELS))).toEqual(new Set([Math.fround(0.2)]));
  });
});
