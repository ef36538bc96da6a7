import { multiplyAdd } from './arithmetic';
import { COLUMNS, HAS_SIXTH, put, ROWS } from './tile';

/**
 * A tile of which `height` rows and `width` columns count; the rest as in `correlateTile`.
 * @param scratch room for a tile
 */
export function addTile(
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
  for (let r: u32 = 0; r < height; r++) addRow(scratch + r * (4 * COLUMNS), width, c + r * cStep);
}

/** Adds so many floats to others. */
@inline
export function addRow(from: usize, count: u32, to: usize): void {
  for (let end = to + (count << 2); to < end; to += 4, from += 4) {
    store<f32>(to, load<f32>(to) + load<f32>(from));
  }
}

/**
 * Six weights' rows (or five) × eight columns: c[r, u] += Σ over pixels a[pixel, r] · b[pixel, u].
 *
 * @param a what `taps` counts from: for each weights' row, its float at the first pixel;
 *   `aStep` bytes to the next one, and `aJump` from a row's end to the next row
 * @param b eight neighbouring floats; `bStep` bytes to the next pixel's
 * @param rows,columns of pixels
 * @param c sums are added to the rows of eight here, `cStep` bytes apart
 */
export function correlateTile(
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
): void {
  let a0 = a + load<u32>(taps);
  let a1 = a + load<u32>(taps, 4);
  let a2 = a + load<u32>(taps, 8);
  let a3 = a + load<u32>(taps, 12);
  let a4 = a + load<u32>(taps, 16);
  let a5 = HAS_SIXTH ? a + load<u32>(taps, 20) : 0;
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  let s40 = s00;
  let s41 = s00;
  let s50 = s00;
  let s51 = s00;
  for (let row: u32 = 0; row < rows; row++) {
    for (const end = b + columns * bStep; b < end; b += bStep) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      let x = v128.load32_splat(a0);
      s00 = multiplyAdd(x, b0, s00);
      s01 = multiplyAdd(x, b1, s01);
      x = v128.load32_splat(a1);
      s10 = multiplyAdd(x, b0, s10);
      s11 = multiplyAdd(x, b1, s11);
      x = v128.load32_splat(a2);
      s20 = multiplyAdd(x, b0, s20);
      s21 = multiplyAdd(x, b1, s21);
      x = v128.load32_splat(a3);
      s30 = multiplyAdd(x, b0, s30);
      s31 = multiplyAdd(x, b1, s31);
      x = v128.load32_splat(a4);
      s40 = multiplyAdd(x, b0, s40);
      s41 = multiplyAdd(x, b1, s41);
      if (HAS_SIXTH) {
        x = v128.load32_splat(a5);
        s50 = multiplyAdd(x, b0, s50);
        s51 = multiplyAdd(x, b1, s51);
      }
      a0 += aStep;
      a1 += aStep;
      a2 += aStep;
      a3 += aStep;
      a4 += aStep;
      if (HAS_SIXTH) a5 += aStep;
    }
    a0 += aJump;
    a1 += aJump;
    a2 += aJump;
    a3 += aJump;
    a4 += aJump;
    if (HAS_SIXTH) a5 += aJump;
  }
  addTo(c, s00, s01);
  c += cStep;
  addTo(c, s10, s11);
  c += cStep;
  addTo(c, s20, s21);
  c += cStep;
  addTo(c, s30, s31);
  c += cStep;
  addTo(c, s40, s41);
  if (HAS_SIXTH) addTo(c + cStep, s50, s51);
}

/** The left half of `correlateTile`. */
export function correlateHalfTile(
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
): void {
  let a0 = a + load<u32>(taps);
  let a1 = a + load<u32>(taps, 4);
  let a2 = a + load<u32>(taps, 8);
  let a3 = a + load<u32>(taps, 12);
  let a4 = a + load<u32>(taps, 16);
  let a5 = HAS_SIXTH ? a + load<u32>(taps, 20) : 0;
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  for (let row: u32 = 0; row < rows; row++) {
    for (const end = b + columns * bStep; b < end; b += bStep) {
      const b0 = v128.load(b);
      s0 = multiplyAdd(v128.load32_splat(a0), b0, s0);
      s1 = multiplyAdd(v128.load32_splat(a1), b0, s1);
      s2 = multiplyAdd(v128.load32_splat(a2), b0, s2);
      s3 = multiplyAdd(v128.load32_splat(a3), b0, s3);
      s4 = multiplyAdd(v128.load32_splat(a4), b0, s4);
      if (HAS_SIXTH) s5 = multiplyAdd(v128.load32_splat(a5), b0, s5);
      a0 += aStep;
      a1 += aStep;
      a2 += aStep;
      a3 += aStep;
      a4 += aStep;
      if (HAS_SIXTH) a5 += aStep;
    }
    a0 += aJump;
    a1 += aJump;
    a2 += aJump;
    a3 += aJump;
    a4 += aJump;
    if (HAS_SIXTH) a5 += aJump;
  }
  v128.store(c, f32x4.add(v128.load(c), s0));
  c += cStep;
  v128.store(c, f32x4.add(v128.load(c), s1));
  c += cStep;
  v128.store(c, f32x4.add(v128.load(c), s2));
  c += cStep;
  v128.store(c, f32x4.add(v128.load(c), s3));
  c += cStep;
  v128.store(c, f32x4.add(v128.load(c), s4));
  if (!HAS_SIXTH) return;
  c += cStep;
  v128.store(c, f32x4.add(v128.load(c), s5));
}

@inline
function addTo(c: usize, low: v128, high: v128): void {
  put(c, f32x4.add(v128.load(c), low), f32x4.add(v128.load(c, 16), high));
}
