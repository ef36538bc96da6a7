import { describe, expect, it } from 'vitest';
import { activationGrid, readActivation } from './activation.ts';
import { readCloud } from './cloud.ts';
import { readCodes, readPictures, SLOT } from './digit-row.ts';
import { readDifference } from './diverging.ts';
import { readGrey, readThumbnails } from './grey.ts';
import { readStrip } from './strip.ts';
import { readUnits, unitCells } from './units.ts';
import { readWeights } from './weights.ts';

/** 0, 1, 2, …: a value tells where it was read. */
const counting = (length: number) => Float32Array.from({ length }, (_, place) => place);

describe('the value under the pointer', () => {
  it('is a pixel of a picture, or of a difference', () => {
    expect(readGrey(counting(784), 3, 2)).toBe('row 3, column 4: 59');
    const pair = { target: counting(784), output: new Float32Array(784) };
    expect(readDifference(pair, 3, 2)).toBe('row 3, column 4: −59');
  });

  it('is a pixel of one of ten pictures in a row, and none between them', () => {
    const values = counting(7840).map((value) => value / 10_000);
    expect(readPictures(values, SLOT + 3, 2)).toBe('row 3, column 4: 0.0843');
    expect(readPictures(values, SLOT - 1, 2)).toBeNull();
  });

  it('is a byte of a thumbnail as a share of white', () => {
    const pixels = new Uint8Array(3 * 784);
    pixels[2 * 784 + 28 + 5] = 51;
    const layout = { columns: 1, gap: 2 };
    expect(readThumbnails(pixels, [0, 2], layout, 5, 31)).toBe('row 2, column 6: 0.2');
    expect(readThumbnails(pixels, [0, 2], layout, 5, 29)).toBeNull();
    expect(readThumbnails(pixels, [0, 2], layout, 5, 61)).toBeNull();
  });

  it('is a unit of a list, or a place of a feature map', () => {
    const list = activationGrid([6], 3, 2);
    expect(readActivation(counting(6), list, 1, 1)).toBe('unit 5: 4');
    const maps = activationGrid([4, 4, 2], 90, 40);
    expect(maps.columns).toBe(2);
    // Channels last: row 1, column 2, second map.
    expect(readActivation(counting(32), maps, 5 + 2, 1)).toBe('map 2, row 2, column 3: 13');
    expect(readActivation(counting(32), maps, 4, 1)).toBeNull();
    expect(readActivation(counting(5), list, 2, 1)).toBeNull();
  });

  it('is a unit of one of ten codes, each in the middle of its place', () => {
    const grid = activationGrid([8], 28, 14);
    expect(grid).toMatchObject({ columns: 4, rows: 2 });
    const codes = counting(80);
    expect(readCodes(codes, grid, 2 * SLOT, 7)).toBe('unit 1: 16');
    expect(readCodes(codes, grid, 2 * SLOT + 27, 20)).toBe('unit 8: 23');
    expect(readCodes(codes, grid, 2 * SLOT, 6)).toBeNull();
    expect(readCodes(codes, grid, 2 * SLOT + 28, 7)).toBeNull();
  });

  it('is a unit of a page of them', () => {
    const cells = unitCells([100], 64);
    const [width, scale] = [cells.scale + cells.gap, cells.scale];
    expect(readUnits(counting(100), cells, width + scale - 1, width)).toBe('unit 82: 81');
    expect(readUnits(counting(100), cells, scale, 0)).toBeNull();
    const maps = unitCells([7, 7, 16], 0);
    expect(readUnits(counting(784), maps, 8 + 2, 1)).toBe('map 2, row 2, column 3: 145');
  });

  it('is a weight of a tile, with the tile’s name', () => {
    const tiles = {
      width: 2,
      height: 2,
      nameOf: (tile: number) => `Unit ${tile + 1}`,
      position: (tile: number, x: number, y: number) => tile * 4 + y * 2 + x,
    };
    const shown = { first: 3, count: 2, columns: 2 };
    expect(readWeights(counting(20), tiles, shown, 3, 1)).toBe('Unit 5: 18');
    expect(readWeights(counting(20), tiles, shown, 2, 1)).toBeNull();
    expect(readWeights(counting(20), tiles, shown, 0, 3)).toBeNull();
  });

  it('is a unit’s normal distribution, or its mean where it has none', () => {
    const means = Float32Array.of(0.5, -1);
    expect(readCloud({ means, spreads: Float32Array.of(1, 0.25) }, 0.6)).toBe(
      'unit 2: μ −1, σ 0.25',
    );
    expect(readCloud({ means, spreads: null }, 0)).toBe('unit 1: μ 0.5');
  });

  it('is a bin of a histogram, counted from below', () => {
    const data = { columns: [counting(10), counting(10)], bins: [2, 8] as const };
    expect(readStrip(data, 1, 0)).toEqual({ bin: 7, share: 7 });
    expect(readStrip(data, 1, 5)).toEqual({ bin: 2, share: 2 });
    expect(readStrip(data, 1, 6)).toBeNull();
    expect(readStrip(data, 2, 0)).toBeNull();
  });
});
