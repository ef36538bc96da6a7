import { finish, NOTHING } from './activation';
import { gatherColumn } from './column';
import { gatherHalfTile, gatherTile } from './gather-tile';
import { isSparse, listBytes, listNonzero, LONGEST } from './nonzero';
import { isColumn } from './pack';
import { clear, Frame, framed } from './picture';
import { SPARSE_COLUMNS, sparseTile } from './sparse-tile';
import { COLUMNS, ROWS } from './tile';

/** Pixels worked on together: while a panel of weights stays in the nearest cache. */
const BLOCK: u32 = 6 * ROWS;
/** Where the rows of a tile lie that is put aside. */
const ROWS_OF_TILE = memory.data<u32>([0, 32, 64, 96, 128, 160]);

/**
 * Every pixel's window times the same weights: what dense layers, convolutions and the input gradients
 * of both come to. In a dense layer every example is a pixel, its numbers the window.
 * Sizes and steps are in bytes.
 */
@unmanaged
export class Gather {
  images: u32;
  input: usize;
  inputBytes: usize;
  output: usize;
  outputBytes: usize;
  frame: Frame;
  /** Pixels of one image; for each, where its window begins and where its values go. */
  pixels: u32;
  windows: usize;
  places: usize;
  /** Rows of a window, its floats in a row, and the step between rows. */
  runs: u32;
  runLength: u32;
  runStep: usize;
  /** The weights, packed; see `pack`. */
  panels: usize;
  units: u32;
  /** What is done to a block's values (see `finish`); the block's pixels must be neighbours then. */
  finish: u32;
  /** What `finish` reads, laid out as the output. */
  outputs: usize;
  /** Room for a tile that is cut off by an edge. */
  scratch: usize;
  /**
   * Room for lists of what is not zero in a block's windows (see `gatherListsBytes`), where windows are
   * of one row; else 0.
   */
  lists: usize;
}

/** Bytes that the lists of a block take: where each ends, and the lists. */
export function gatherListsBytes(runLength: u32): usize {
  return BLOCK * (4 + listBytes(runLength));
}

export function gather(g: Gather): void {
  clear(g.frame);
  let input = g.input;
  let output = g.output;
  let outputs = g.outputs;
  for (let image: u32 = 0; image < g.images; image++) {
    const picture = framed(g.frame, input);
    for (let pixel: u32 = 0; pixel < g.pixels; pixel += BLOCK) {
      const end = min(pixel + BLOCK, g.pixels);
      gatherBlock(g, picture, output, pixel, end);
      if (g.finish !== NOTHING) {
        const first = load<u32>(g.places + (pixel << 2));
        finish(g.finish, output + first, (end - pixel) * g.units, outputs + first);
      }
    }
    input += g.inputBytes;
    output += g.outputBytes;
    outputs += g.outputBytes;
  }
}

/** Pixels [first, end) of one image. */
function gatherBlock(g: Gather, input: usize, output: usize, first: u32, end: u32): void {
  const runs = g.runs;
  const runLength = g.runLength;
  const runStep = g.runStep;
  if (isColumn(g.units, runLength)) {
    for (let pixel = first; pixel < end; pixel += ROWS) {
      const tables = pixel << 2;
      const places = g.places + tables;
      gatherColumn(input, g.windows + tables, runs, runLength, runStep, g.panels, output, places);
    }
    return;
  }
  const panelBytes = (1 + runs * runLength) * (4 * COLUMNS);
  let unit: u32 = 0;
  if (isOneByOne(g, input, first, end)) {
    unit = g.units - (g.units % SPARSE_COLUMNS);
    gatherRows(g, input, output, first, end, unit);
  }
  let panel = g.panels + (unit / COLUMNS) * panelBytes;
  for (; unit < g.units; unit += COLUMNS, panel += panelBytes) {
    const width = min(COLUMNS, g.units - unit);
    const isWhole = width === COLUMNS || width === COLUMNS / 2;
    const to = output + (unit << 2);
    for (let pixel = first; pixel < end; pixel += ROWS) {
      // Behind the last pixel both tables repeat it: its values are written more than once.
      const windows = g.windows + (pixel << 2);
      const places = g.places + (pixel << 2);
      const into = isWhole ? to : g.scratch;
      const at = isWhole ? places : ROWS_OF_TILE;
      if (width > COLUMNS / 2) {
        gatherTile(input, windows, runs, runLength, runStep, panel, into, at);
      } else {
        gatherHalfTile(input, windows, runs, runLength, runStep, panel, into, at);
      }
      if (isWhole) continue;
      for (let r: u32 = 0; r < ROWS; r++) {
        copyRow(g.scratch + 4 * COLUMNS * r, width, to + load<u32>(places + (r << 2)));
      }
    }
  }
}

/** Whether a block's pixels are worked on one by one: where they have many zeros, or are few. */
function isOneByOne(g: Gather, input: usize, first: u32, end: u32): bool {
  if (g.lists === 0 || g.units < SPARSE_COLUMNS || g.runLength > LONGEST) return false;
  return (
    end - first <= ROWS / 2 || isSparse(input + load<u32>(g.windows + (first << 2)), g.runLength)
  );
}

/** A block's pixels, one by one and without their zeros, for so many units. */
function gatherRows(
  g: Gather,
  input: usize,
  output: usize,
  first: u32,
  end: u32,
  units: u32,
): void {
  const inputs = g.runLength;
  const panelBytes = (1 + inputs) * (4 * COLUMNS);
  const ends = g.lists;
  const lists = ends + 4 * BLOCK;
  const pixels = end - first;
  const windows = g.windows + (first << 2);
  const places = g.places + (first << 2);
  for (let n: u32 = 0; n < pixels; n++) {
    const row = input + load<u32>(windows + (n << 2));
    store<u32>(ends + (n << 2), listNonzero(row, inputs, lists + n * listBytes(inputs)));
  }
  let panel = g.panels;
  for (let unit: u32 = 0; unit < units; unit += SPARSE_COLUMNS) {
    for (let n: u32 = 0; n < pixels; n++) {
      const row = input + load<u32>(windows + (n << 2));
      const list = lists + n * listBytes(inputs);
      const listEnd = load<u32>(ends + (n << 2));
      const to = output + load<u32>(places + (n << 2)) + (unit << 2);
      const weights = panel + 4 * COLUMNS;
      sparseTile(row, list, listEnd, weights, panelBytes, panel, panelBytes, false, to);
    }
    panel += (SPARSE_COLUMNS / COLUMNS) * panelBytes;
  }
}

@inline
function copyRow(from: usize, width: u32, to: usize): void {
  if (width & 4) {
    v128.store(to, v128.load(from));
    from += 16;
    to += 16;
  }
  if (width & 2) {
    store<u64>(to, load<u64>(from));
    from += 8;
    to += 8;
  }
  if (width & 1) store<f32>(to, load<f32>(from));
}
