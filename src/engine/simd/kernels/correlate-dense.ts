import { addRow, addTile } from './correlate-tile';
import { isSparse, listBytes, listNonzero } from './nonzero';
import { packPanel, transpose } from './pack';
import { SPARSE_COLUMNS, sparseTile } from './sparse-tile';
import { COLUMNS, put, ROWS } from './tile';

/** Examples whose products are added up at a time: 4 KB a panel. */
const DEPTH: u32 = 128;
/** Inputs packed at a time; a multiple of four, as many as are transposed at once. */
const CHUNK: u32 = 8 * ROWS;
/** From one packed input to the next. By powers of two all would fall into the same sets of a cache. */
const INPUT_BYTES: u32 = 4 * (DEPTH + 16);
/** Where a tile's rows are found in a chunk. */
const NEIGHBOURS = memory.data<u32>([
  0,
  INPUT_BYTES,
  2 * INPUT_BYTES,
  3 * INPUT_BYTES,
  4 * INPUT_BYTES,
  5 * INPUT_BYTES,
]);
/** What sums start from: eight of them. */
const ZEROS = memory.data(32, 16);

/** Bytes of scratch for so many units: a tile, a chunk, its lists with their ends, and the panels. */
export function correlateDenseBytes(units: u32): usize {
  const panels = (units + COLUMNS - 1) / COLUMNS;
  const chunk = CHUNK * (INPUT_BYTES + 4 + listBytes(DEPTH));
  return 4 * ROWS * COLUMNS + chunk + panels * (4 * COLUMNS * DEPTH);
}

/**
 * The gradient of a dense layer's kernel: c[i, u] += Σ over examples a[n, i] · b[n, u], and of its
 * biases, as b is at hand: biases[u] += Σ over examples b[n, u].
 *
 * @param a [examples, inputs]
 * @param b [examples, units]
 * @param c [inputs, units]
 * @param biases [units]; 0 where these sums are not wanted
 * @param scratch room for `correlateDenseBytes(units)`
 */
export function correlateDense(
  a: usize,
  b: usize,
  c: usize,
  biases: usize,
  examples: u32,
  inputs: u32,
  units: u32,
  scratch: usize,
): void {
  const chunk = scratch + 4 * ROWS * COLUMNS;
  const lists = chunk + INPUT_BYTES * CHUNK;
  const panels = lists + (4 + listBytes(DEPTH)) * CHUNK;
  const wide = units - (units % SPARSE_COLUMNS);
  for (let n: u32 = 0; n < examples; n += DEPTH) {
    const depth = min(DEPTH, examples - n);
    let panel = panels;
    for (let unit: u32 = 0; unit < units; unit += COLUMNS) {
      const from = b + ((n * units + unit) << 2);
      if (biases === 0) {
        panel = packPanel(from, units << 2, depth, panel);
      } else {
        panel = packAndSum(from, units << 2, depth, panel, scratch);
        addRow(scratch, min(COLUMNS, units - unit), biases + (unit << 2));
      }
    }
    const examplesAt = a + ((n * inputs) << 2);
    // Examples have about equally many zeros: the first one tells.
    const isOneByOne = wide > 0 && isSparse(examplesAt, inputs);
    for (let first: u32 = 0; first < inputs; first += CHUNK) {
      const count = min(CHUNK, inputs - first);
      const sums = c + ((first * units) << 2);
      transposeChunk(examplesAt + (first << 2), inputs << 2, count, depth, chunk);
      const tiled: u32 = isOneByOne ? 0 : wide > 0 ? tiledOf(count) : count;
      correlateRows(chunk, lists, panels, depth, sums, tiled, count, units, wide);
      correlateTiles(chunk, panels, depth, sums, tiled, count, units, wide, scratch);
    }
  }
}

/**
 * Packs a panel as `packPanel` does, and writes its columns' sums: a pass of their own takes 20 µs of the
 * 1,180 of a step of Vanilla 32.
 */
@inline
function packAndSum(from: usize, stepRow: usize, rows: u32, to: usize, sums: usize): usize {
  let low = f32x4.splat(0);
  let high = low;
  for (let end = to + rows * (4 * COLUMNS); to < end; to += 4 * COLUMNS, from += stepRow) {
    const left = v128.load(from);
    const right = v128.load(from, 16);
    put(to, left, right);
    low = f32x4.add(low, left);
    high = f32x4.add(high, right);
  }
  put(sums, low, high);
  return to;
}

/** How many of so many rows go through tiles: not the last few, which would leave most of one idle. */
@inline
function tiledOf(rows: u32): u32 {
  const left = rows % ROWS;
  return left <= ROWS / 2 ? rows - left : rows;
}

/** A chunk's first `tiled` inputs for units up to `wide`, and all `count` for those behind. */
function correlateTiles(
  chunk: usize,
  panels: usize,
  depth: u32,
  sums: usize,
  tiled: u32,
  count: u32,
  units: u32,
  wide: u32,
  scratch: usize,
): void {
  let panel = panels;
  for (let unit: u32 = 0; unit < units; unit += COLUMNS, panel += depth * (4 * COLUMNS)) {
    const end = unit < wide ? tiled : count;
    for (let i: u32 = 0; i < end; i += ROWS) {
      addTile(
        chunk + i * INPUT_BYTES,
        NEIGHBOURS,
        4,
        0,
        panel,
        4 * COLUMNS,
        1,
        depth,
        sums + ((i * units + unit) << 2),
        units << 2,
        min(ROWS, count - i),
        min(COLUMNS, units - unit),
        scratch,
      );
    }
  }
}

/** Inputs [first, end) of a chunk, one by one and without their zeros, for units up to `wide`. */
function correlateRows(
  chunk: usize,
  lists: usize,
  panels: usize,
  depth: u32,
  sums: usize,
  first: u32,
  end: u32,
  units: u32,
  wide: u32,
): void {
  const ends = lists;
  lists += 4 * CHUNK;
  for (let i = first; i < end; i++) {
    const list = lists + i * listBytes(DEPTH);
    store<u32>(ends + (i << 2), listNonzero(chunk + i * INPUT_BYTES, depth, list));
  }
  for (let unit: u32 = 0; unit < wide; unit += SPARSE_COLUMNS) {
    const panel = panels + unit * (depth << 2);
    for (let i = first; i < end; i++) {
      const list = lists + i * listBytes(DEPTH);
      const listEnd = load<u32>(ends + (i << 2));
      if (listEnd === list) continue;
      const to = sums + ((i * units + unit) << 2);
      const row = chunk + i * INPUT_BYTES;
      sparseTile(row, list, listEnd, panel, depth * (4 * COLUMNS), ZEROS, 0, true, to);
    }
  }
}

/**
 * Some columns of a matrix, one behind the other, and up to three more of them.
 * @param step from a row of the matrix to the next
 */
function transposeChunk(from: usize, step: usize, columns: u32, rows: u32, to: usize): void {
  let row: u32 = 0;
  for (; row + 4 <= rows; row += 4, from += 4 * step, to += 16) {
    let place = to;
    for (let column: u32 = 0; column < columns; column += 4, place += 4 * INPUT_BYTES) {
      transpose(from + (column << 2), step, place, INPUT_BYTES);
    }
  }
  for (; row < rows; row++, from += step, to += 4) {
    let place = to;
    for (let column: u32 = 0; column < columns; column++, place += INPUT_BYTES) {
      store<f32>(place, load<f32>(from + (column << 2)));
    }
  }
}
