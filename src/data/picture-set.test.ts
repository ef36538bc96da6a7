import { describe, expect, it } from 'vitest';
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
});
