import { packPanel } from './pack';
import { clear, Frame, framed } from './picture';
import { correlateTile } from './tile';

const ROWS: u32 = 4;
const PANEL: u32 = 8;
/** Examples whose products are added up at a time: 8 KB a panel. */
const DEPTH: u32 = 256;
/** Rows of weights packed at a time: a line of the cache holds as many. */
const CHUNK: u32 = 16;

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
  /** The kernel's rows, the floats of a window in one, and the step between them. */
  runs: u32;
  runLength: u32;
  runStep: usize;
  /** Channels of the small picture, and the sums, [runs, runLength, units]. */
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
    let window = framed(c.frame, large);
    let sums = c.sums;
    for (let run: u32 = 0; run < c.runs; run++) {
      for (let i: u32 = 0; i < c.runLength; i += ROWS) {
        for (let unit: u32 = 0; unit < c.units; unit += PANEL) {
          tile(
            window + (i << 2),
            c.step,
            c.jump,
            small + (unit << 2),
            c.units << 2,
            c.rows,
            c.columns,
            sums + ((i * c.units + unit) << 2),
            c.units << 2,
            min(ROWS, c.runLength - i),
            min(PANEL, c.units - unit),
            c.scratch,
          );
        }
      }
      window += c.runStep;
      sums += (c.runLength * c.units) << 2;
    }
    large += c.largeBytes;
    small += c.smallBytes;
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
  const chunks = scratch + 4 * ROWS * PANEL;
  const panels = chunks + CHUNK_BYTES;
  for (let n: u32 = 0; n < examples; n += DEPTH) {
    const depth = min(DEPTH, examples - n);
    let to = panels;
    for (let unit: u32 = 0; unit < units; unit += PANEL) {
      to = packPanel(b + ((n * units + unit) << 2), units << 2, depth, to);
    }
    for (let first: u32 = 0; first < inputs; first += CHUNK) {
      packChunk(a + ((n * inputs + first) << 2), inputs << 2, depth, chunks);
      const end = min(first + CHUNK, inputs);
      let panel = panels;
      for (let unit: u32 = 0; unit < units; unit += PANEL) {
        for (let i = first; i < end; i += ROWS) {
          tile(
            chunks + (i - first) * (depth << 2),
            4 * ROWS,
            0,
            panel,
            4 * PANEL,
            1,
            depth,
            c + ((i * units + unit) << 2),
            units << 2,
            min(ROWS, inputs - i),
            min(PANEL, units - unit),
            scratch,
          );
        }
        panel += depth * (4 * PANEL);
      }
    }
  }
}

/** CHUNK columns of a matrix become groups of ROWS columns, one group behind the other. */
function packChunk(from: usize, step: usize, depth: u32, to: usize): void {
  const group = depth * (4 * ROWS);
  for (let end = to + group; to < end; to += 4 * ROWS, from += step) {
    v128.store(to, v128.load(from));
    v128.store(to + group, v128.load(from, 16));
    v128.store(to + 2 * group, v128.load(from, 32));
    v128.store(to + 3 * group, v128.load(from, 48));
  }
}

/** A tile of which `height` rows and `width` columns count; b's rows follow one another. */
@inline
function tile(
  a: usize,
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
  if (height === ROWS && width === PANEL) {
    correlateTile(a, aStep, aJump, b, bStep, 0, rows, columns, c, cStep);
    return;
  }
  memory.fill(scratch, 0, 4 * ROWS * PANEL);
  correlateTile(a, aStep, aJump, b, bStep, 0, rows, columns, scratch, 4 * PANEL);
  for (let r: u32 = 0; r < height; r++) {
    for (let u: u32 = 0; u < width; u++) {
      const at = c + r * cStep + (u << 2);
      store<f32>(at, load<f32>(at) + load<f32>(scratch + ((r * PANEL + u) << 2)));
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
