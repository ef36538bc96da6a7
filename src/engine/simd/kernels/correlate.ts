import { correlateColumn } from './column';
import { addTile } from './correlate-tile';
import { isColumn } from './pack';
import { clear, Frame, framed } from './picture';
import { COLUMNS, ROWS } from './tile';

/**
 * The gradient of a convolution's kernel: c[ky, kx, l, s] += Σ large[window of (y, x)] · small[y, x, s].
 * Sizes and steps are in bytes.
 */
@unmanaged
export class Correlation {
  images: u32;
  large: usize;
  largeBytes: usize;
  frame: Frame;
  small: usize;
  smallBytes: usize;
  /** The small picture's. */
  rows: u32;
  columns: u32;
  /** In the large picture, from a window to its right neighbour, and from a row's end to the next. */
  step: usize;
  jump: usize;
  /** Floats of a window, and for each where it lies, seen from the window's first. */
  windowLength: u32;
  taps: usize;
  /** Floats of a window that follow one another. */
  runLength: u32;
  /** Channels of the small picture, and the sums, [windowLength, units]. */
  units: u32;
  sums: usize;
  /** Room for a tile that is cut off by an edge. */
  scratch: usize;
}

export function correlate(c: Correlation): void {
  clear(c.frame);
  let large = c.large;
  let small = c.small;
  for (let image: u32 = 0; image < c.images; image++) {
    const picture = framed(c.frame, large);
    if (isColumn(c.units, c.runLength)) {
      for (let i: u32 = 0; i < c.windowLength; i += c.runLength) {
        const run = picture + load<u32>(c.taps + (i << 2));
        const sums = c.sums + (i << 2);
        correlateColumn(run, c.step, c.jump, small, c.rows, c.columns, sums, c.runLength);
      }
    } else {
      correlateTiles(c, picture, small);
    }
    large += c.largeBytes;
    small += c.smallBytes;
  }
}

function correlateTiles(c: Correlation, picture: usize, small: usize): void {
  for (let i: u32 = 0; i < c.windowLength; i += ROWS) {
    for (let unit: u32 = 0; unit < c.units; unit += COLUMNS) {
      addTile(
        picture,
        c.taps + (i << 2),
        c.step,
        c.jump,
        small + (unit << 2),
        c.units << 2,
        c.rows,
        c.columns,
        c.sums + ((i * c.units + unit) << 2),
        c.units << 2,
        min(ROWS, c.windowLength - i),
        min(COLUMNS, c.units - unit),
        c.scratch,
      );
    }
  }
}

/**
 * The gradient of biases: sums[u] += Σ over pixels values[pixel, u].
 * @param values [pixels, units]
 */
export function addColumns(values: usize, pixels: u32, units: u32, sums: usize): void {
  const step = units << 2;
  let unit: u32 = 0;
  for (; unit + 4 <= units; unit += 4) {
    const at = sums + (unit << 2);
    v128.store(at, f32x4.add(v128.load(at), columnSums(values + (unit << 2), pixels, step)));
  }
  for (; unit < units; unit++) {
    let sum: f64 = 0;
    let from = values + (unit << 2);
    for (let pixel: u32 = 0; pixel < pixels; pixel++, from += step) sum += <f64>load<f32>(from);
    const at = sums + (unit << 2);
    store<f32>(at, load<f32>(at) + <f32>sum);
  }
}

/** Four columns' sums. Parts of 64 rows are added up first, which keeps rounding errors small. */
function columnSums(from: usize, rows: u32, step: usize): v128 {
  let total = f32x4.splat(0);
  while (rows > 0) {
    const part = min<u32>(rows, 64);
    let sum = f32x4.splat(0);
    for (let row: u32 = 0; row < part; row++, from += step) sum = f32x4.add(sum, v128.load(from));
    total = f32x4.add(total, sum);
    rows -= part;
  }
  return total;
}
