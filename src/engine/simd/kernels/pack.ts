/** Columns of a panel: two vectors. */
const WIDTH: u32 = 8;

/** Weights as `pack` finds them. Steps are in bytes. */
@unmanaged
export class Weights {
  first: usize;
  /** 0 for none. */
  bias: usize;
  tapsY: u32;
  tapsX: u32;
  channels: u32;
  units: u32;
  stepY: i32;
  stepX: i32;
  stepChannel: usize;
  stepUnit: usize;
  panels: usize;
}

/** Whether a layer's only unit is worked out four numbers of its window at a time: see `gatherColumn`. */
@inline
export function isColumn(units: u32, runLength: u32): bool {
  return units === 1 && runLength % 4 === 0;
}

/**
 * Lays a layer's weights out for `gather`: panels of 8 units, and in each the 8 biases followed by 8
 * weights for every number in the window, row by row, pixel by pixel, channel by channel. What is
 * missing to a full panel is zero. Of a column the weights themselves follow the 8 floats of the bias.
 */
export function pack(weights: Weights): void {
  if (isColumn(weights.units, weights.tapsX * weights.channels)) {
    packColumn(weights);
    return;
  }
  let to = weights.panels;
  for (let unit: u32 = 0; unit < weights.units; unit += WIDTH) {
    const width = min(WIDTH, weights.units - unit);
    if (weights.bias !== 0) copyFloats(weights.bias + (unit << 2), 4, width, to);
    else copyFloats(0, 4, 0, to);
    to += 4 * WIDTH;
    const panel = weights.first + unit * weights.stepUnit;
    for (let y: u32 = 0; y < weights.tapsY; y++) {
      for (let x: u32 = 0; x < weights.tapsX; x++) {
        const from = panel + y * weights.stepY + x * weights.stepX;
        to = packRows(from, weights.stepChannel, weights.stepUnit, weights.channels, width, to);
      }
    }
  }
}

function packColumn(weights: Weights): void {
  let to = weights.panels;
  copyFloats(weights.bias, 4, weights.bias === 0 ? 0 : 1, to);
  to += 4 * WIDTH;
  for (let y: u32 = 0; y < weights.tapsY; y++) {
    for (let x: u32 = 0; x < weights.tapsX; x++) {
      let from = weights.first + y * weights.stepY + x * weights.stepX;
      for (let channel: u32 = 0; channel < weights.channels; channel++, to += 4) {
        store<f32>(to, load<f32>(from));
        from += weights.stepChannel;
      }
    }
  }
}

/** `count` rows of 8 floats, of which `width` are there; returns where the next row goes. */
@inline
function packRows(
  from: usize,
  stepRow: usize,
  stepUnit: usize,
  count: u32,
  width: u32,
  to: usize,
): usize {
  if (width === WIDTH && stepUnit === 4) return packPanel(from, stepRow, count, to);
  let row: u32 = 0;
  if (width === WIDTH && stepRow === 4) {
    for (; row + 4 <= count; row += 4, to += 16 * WIDTH) {
      transpose(from + (row << 2), stepUnit, to, 4 * WIDTH);
      transpose(from + (row << 2) + 4 * stepUnit, stepUnit, to + 16, 4 * WIDTH);
    }
  }
  for (; row < count; row++, to += 4 * WIDTH) {
    copyFloats(from + row * stepRow, stepUnit, width, to);
  }
  return to;
}

/** Eight columns of a matrix whose rows lie `stepRow` bytes apart; returns where the next row goes. */
@inline
export function packPanel(from: usize, stepRow: usize, rows: u32, to: usize): usize {
  for (let end = to + rows * (4 * WIDTH); to < end; to += 4 * WIDTH, from += stepRow) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
  }
  return to;
}

/** Four rows of four floats, `stepRow` bytes apart, become four columns, `stepTo` bytes apart. */
@inline
export function transpose(from: usize, stepRow: usize, to: usize, stepTo: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + stepRow);
  const c = v128.load(from + 2 * stepRow);
  const d = v128.load(from + 3 * stepRow);
  const abLow = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cdLow = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(abLow, cdLow, 0, 1, 4, 5));
  to += stepTo;
  v128.store(to, v128.shuffle<f32>(abLow, cdLow, 2, 3, 6, 7));
  to += stepTo;
  v128.store(to, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5));
  to += stepTo;
  v128.store(to, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7));
}

/** `width` floats and zeros up to 8. */
function copyFloats(from: usize, step: usize, width: u32, to: usize): void {
  for (let i: u32 = 0; i < width; i++) store<f32>(to + (i << 2), load<f32>(from + i * step));
  for (let i = width; i < WIDTH; i++) store<f32>(to + (i << 2), 0);
}
