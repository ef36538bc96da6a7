import { multiplyAdd, sumOfLanes } from './arithmetic';
import { HAS_SIXTH } from './tile';

/*
 * Products with one unit alone, which would leave seven columns of a tile idle: here the four lanes are
 * neighbouring numbers of a window.
 */

/** Floats added up together in `correlateColumn`: six vectors. */
const SPAN: u32 = 24;

/**
 * Pixels × one unit: sum[r] = bias + Σ window of pixel r · weights.
 *
 * @param input what `windows` counts from: for each pixel of a tile, where its window begins
 * @param runs the window's rows, each of `runLength` floats, a multiple of four, `runStep` bytes apart
 * @param weights the bias in the first of eight floats, then the weights (see `pack`)
 * @param output what `places` counts from: for each pixel, where its sum goes
 */
export function gatherColumn(
  input: usize,
  windows: usize,
  runs: u32,
  runLength: u32,
  runStep: usize,
  weights: usize,
  output: usize,
  places: usize,
): void {
  let a0 = input + load<u32>(windows);
  let a1 = input + load<u32>(windows, 4);
  let a2 = input + load<u32>(windows, 8);
  let a3 = input + load<u32>(windows, 12);
  let a4 = input + load<u32>(windows, 16);
  let a5 = HAS_SIXTH ? input + load<u32>(windows, 20) : 0;
  const bias = load<f32>(weights);
  weights += 32;
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  const jump = runStep - (runLength << 2);
  for (let run: u32 = 0; run < runs; run++) {
    for (const end = weights + (runLength << 2); weights < end; weights += 16) {
      const b = v128.load(weights);
      s0 = multiplyAdd(v128.load(a0), b, s0);
      s1 = multiplyAdd(v128.load(a1), b, s1);
      s2 = multiplyAdd(v128.load(a2), b, s2);
      s3 = multiplyAdd(v128.load(a3), b, s3);
      s4 = multiplyAdd(v128.load(a4), b, s4);
      if (HAS_SIXTH) s5 = multiplyAdd(v128.load(a5), b, s5);
      a0 += 16;
      a1 += 16;
      a2 += 16;
      a3 += 16;
      a4 += 16;
      if (HAS_SIXTH) a5 += 16;
    }
    a0 += jump;
    a1 += jump;
    a2 += jump;
    a3 += jump;
    a4 += jump;
    if (HAS_SIXTH) a5 += jump;
  }
  store<f32>(output + load<u32>(places), bias + <f32>sumOfLanes(s0));
  store<f32>(output + load<u32>(places, 4), bias + <f32>sumOfLanes(s1));
  store<f32>(output + load<u32>(places, 8), bias + <f32>sumOfLanes(s2));
  store<f32>(output + load<u32>(places, 12), bias + <f32>sumOfLanes(s3));
  store<f32>(output + load<u32>(places, 16), bias + <f32>sumOfLanes(s4));
  if (HAS_SIXTH) store<f32>(output + load<u32>(places, 20), bias + <f32>sumOfLanes(s5));
}

/**
 * Weights × one unit: c[i] += Σ over pixels a[pixel, i] · b[pixel].
 *
 * @param a the window of the first pixel, whose floats follow one another; `aStep` bytes to the next
 *   pixel's, and `aJump` from a row's end to the next row
 * @param b one float a pixel
 * @param count floats of the window, a multiple of four
 */
export function correlateColumn(
  a: usize,
  aStep: usize,
  aJump: usize,
  b: usize,
  rows: u32,
  columns: u32,
  c: usize,
  count: u32,
): void {
  let i: u32 = 0;
  for (; i + SPAN <= count; i += SPAN) {
    correlateSpan(a + (i << 2), aStep, aJump, b, rows, columns, c + (i << 2));
  }
  for (; i < count; i += 4) {
    let s = f32x4.splat(0);
    let from = a + (i << 2);
    let by = b;
    for (let row: u32 = 0; row < rows; row++, from += aJump) {
      for (let end = by + (columns << 2); by < end; by += 4, from += aStep) {
        s = multiplyAdd(v128.load(from), v128.load32_splat(by), s);
      }
    }
    addTo(c + (i << 2), s);
  }
}

function correlateSpan(
  a: usize,
  aStep: usize,
  aJump: usize,
  b: usize,
  rows: u32,
  columns: u32,
  c: usize,
): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  for (let row: u32 = 0; row < rows; row++, a += aJump) {
    for (const end = b + (columns << 2); b < end; b += 4, a += aStep) {
      const x = v128.load32_splat(b);
      s0 = multiplyAdd(v128.load(a), x, s0);
      s1 = multiplyAdd(v128.load(a, 16), x, s1);
      s2 = multiplyAdd(v128.load(a, 32), x, s2);
      s3 = multiplyAdd(v128.load(a, 48), x, s3);
      s4 = multiplyAdd(v128.load(a, 64), x, s4);
      s5 = multiplyAdd(v128.load(a, 80), x, s5);
    }
  }
  addTo(c, s0);
  addTo(c + 16, s1);
  addTo(c + 32, s2);
  addTo(c + 48, s3);
  addTo(c + 64, s4);
  addTo(c + 80, s5);
}

@inline
function addTo(c: usize, sum: v128): void {
  v128.store(c, f32x4.add(v128.load(c), sum));
}
