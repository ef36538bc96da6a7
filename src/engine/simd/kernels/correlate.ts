import { correlateColumn } from './column';
import { correlateHalfTile, correlateTile } from './correlate-tile';
import { isColumn, packPanel } from './pack';
import { clear, Frame, framed } from './picture';
import { COLUMNS, ROWS } from './tile';

/** Examples whose products are added up at a time: 4 KB a panel. */
const DEPTH: u32 = 128;
/** Rows of weights packed at a time: three of the cache's lines hold as many. */
const CHUNK: u32 = 8 * ROWS;
/** Where a tile's rows are found in a packed chunk. */
const NEIGHBOURS = memory.data<u32>([0, 4, 8, 12, 16, 20]);

/** Room that `correlateDense` needs besides the packed gradients: a chunk, and a tile. */
export const CHUNK_BYTES: usize = 4 * DEPTH * CHUNK;

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
      tile(
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
 * The gradient of a dense layer's kernel: c[i, u] += Σ over examples a[n, i] · b[n, u].
 *
 * @param a [examples, inputs]
 * @param b [examples, units]
 * @param c [inputs, units]
 * @param scratch room for a tile, CHUNK_BYTES, and DEPTH × units floats, units rounded up to 8
 */
export function correlateDense(
  a: usize,
  b: usize,
  c: usize,
  examples: u32,
  inputs: u32,
  units: u32,
  scratch: usize,
): void {
  const chunks = scratch + 4 * ROWS * COLUMNS;
  const panels = chunks + CHUNK_BYTES;
  for (let n: u32 = 0; n < examples; n += DEPTH) {
    const depth = min(DEPTH, examples - n);
    let to = panels;
    for (let unit: u32 = 0; unit < units; unit += COLUMNS) {
      to = packPanel(b + ((n * units + unit) << 2), units << 2, depth, to);
    }
    for (let first: u32 = 0; first < inputs; first += CHUNK) {
      const end = min(first + CHUNK, inputs);
      packChunk(a + ((n * inputs + first) << 2), inputs << 2, end - first, depth, chunks);
      let panel = panels;
      for (let unit: u32 = 0; unit < units; unit += COLUMNS) {
        for (let i = first; i < end; i += ROWS) {
          tile(
            chunks + (i - first) * (depth << 2),
            NEIGHBOURS,
            4 * ROWS,
            0,
            panel,
            4 * COLUMNS,
            1,
            depth,
            c + ((i * units + unit) << 2),
            units << 2,
            min(ROWS, inputs - i),
            min(COLUMNS, units - unit),
            scratch,
          );
        }
        panel += depth * (4 * COLUMNS);
      }
    }
  }
}

/** Up to CHUNK columns of a matrix become groups of ROWS columns, one group behind the other. */
function packChunk(from: usize, step: usize, columns: u32, depth: u32, to: usize): void {
  const group = depth * (4 * ROWS);
  for (let row: u32 = 0; row < depth; row++, from += step, to += 4 * ROWS) {
    let place = to;
    for (let column: u32 = 0; column < columns; column += ROWS, place += group) {
      const at = from + (column << 2);
      v128.store(place, v128.load(at));
      if (ROWS === 6) store<u64>(place, load<u64>(at, 16), 16);
      else store<u32>(place, load<u32>(at, 16), 16);
    }
  }
}

/** A tile of which `height` rows and `width` columns count; b's rows follow one another. */
@inline
function tile(
  a: usize,
  taps: usize,
  aStep: usize,
  aJump: usize,
  b: usize,
  bStep: usize,
  rows: u32,
  columns: u32,
  c: usize,
  cStep: usize,
  height: u32,
  width: u32,
  scratch: usize,
): void {
  const isWhole = height === ROWS && (width === COLUMNS || width === COLUMNS / 2);
  const into = isWhole ? c : scratch;
  const intoStep = isWhole ? cStep : 4 * COLUMNS;
  if (!isWhole) memory.fill(scratch, 0, 4 * ROWS * COLUMNS);
  if (width > COLUMNS / 2) {
    correlateTile(a, taps, aStep, aJump, b, bStep, rows, columns, into, intoStep);
  } else {
    correlateHalfTile(a, taps, aStep, aJump, b, bStep, rows, columns, into, intoStep);
  }
  if (isWhole) return;
  for (let r: u32 = 0; r < height; r++) {
    for (let u: u32 = 0; u < width; u++) {
      const at = c + r * cStep + (u << 2);
      store<f32>(at, load<f32>(at) + load<f32>(scratch + ((r * COLUMNS + u) << 2)));
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
