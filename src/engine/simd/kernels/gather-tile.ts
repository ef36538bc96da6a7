import { multiplyAdd } from './arithmetic';
import { HAS_SIXTH, put } from './tile';

/** Bytes of eight floats. */
const ROW: usize = 32;

/**
 * Six pixels (or five) × eight units: sum[r, u] = bias[u] + Σ window of pixel r · weights of unit u.
 *
 * @param input what `windows` counts from: for each pixel, where its window begins
 * @param runs the window's rows, each of `runLength` floats, `runStep` bytes apart
 * @param panel eight biases, then eight weights for every value in the window (see `pack`)
 * @param output what `places` counts from: for each pixel, where its eight sums go
 */
export function gatherTile(
  input: usize,
  windows: usize,
  runs: u32,
  runLength: u32,
  runStep: usize,
  panel: usize,
  output: usize,
  places: usize,
): void {
  let a0 = input + load<u32>(windows);
  let a1 = input + load<u32>(windows, 4);
  let a2 = input + load<u32>(windows, 8);
  let a3 = input + load<u32>(windows, 12);
  let a4 = input + load<u32>(windows, 16);
  let a5 = HAS_SIXTH ? input + load<u32>(windows, 20) : 0;
  let s00 = v128.load(panel);
  let s01 = v128.load(panel, 16);
  let s10 = s00;
  let s11 = s01;
  let s20 = s00;
  let s21 = s01;
  let s30 = s00;
  let s31 = s01;
  let s40 = s00;
  let s41 = s01;
  let s50 = s00;
  let s51 = s01;
  panel += ROW;
  const jump = runStep - (runLength << 2);
  for (let run: u32 = 0; run < runs; run++) {
    for (const end = panel + runLength * ROW; panel < end; panel += ROW) {
      const b0 = v128.load(panel);
      const b1 = v128.load(panel, 16);
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
      a0 += 4;
      a1 += 4;
      a2 += 4;
      a3 += 4;
      a4 += 4;
      if (HAS_SIXTH) a5 += 4;
    }
    a0 += jump;
    a1 += jump;
    a2 += jump;
    a3 += jump;
    a4 += jump;
    if (HAS_SIXTH) a5 += jump;
  }
  put(output + load<u32>(places), s00, s01);
  put(output + load<u32>(places, 4), s10, s11);
  put(output + load<u32>(places, 8), s20, s21);
  put(output + load<u32>(places, 12), s30, s31);
  put(output + load<u32>(places, 16), s40, s41);
  if (HAS_SIXTH) put(output + load<u32>(places, 20), s50, s51);
}

/** The left half of `gatherTile`. */
export function gatherHalfTile(
  input: usize,
  windows: usize,
  runs: u32,
  runLength: u32,
  runStep: usize,
  panel: usize,
  output: usize,
  places: usize,
): void {
  let a0 = input + load<u32>(windows);
  let a1 = input + load<u32>(windows, 4);
  let a2 = input + load<u32>(windows, 8);
  let a3 = input + load<u32>(windows, 12);
  let a4 = input + load<u32>(windows, 16);
  let a5 = HAS_SIXTH ? input + load<u32>(windows, 20) : 0;
  let s0 = v128.load(panel);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  panel += ROW;
  const jump = runStep - (runLength << 2);
  for (let run: u32 = 0; run < runs; run++) {
    for (const end = panel + runLength * ROW; panel < end; panel += ROW) {
      const b = v128.load(panel);
      s0 = multiplyAdd(v128.load32_splat(a0), b, s0);
      s1 = multiplyAdd(v128.load32_splat(a1), b, s1);
      s2 = multiplyAdd(v128.load32_splat(a2), b, s2);
      s3 = multiplyAdd(v128.load32_splat(a3), b, s3);
      s4 = multiplyAdd(v128.load32_splat(a4), b, s4);
      if (HAS_SIXTH) s5 = multiplyAdd(v128.load32_splat(a5), b, s5);
      a0 += 4;
      a1 += 4;
      a2 += 4;
      a3 += 4;
      a4 += 4;
      if (HAS_SIXTH) a5 += 4;
    }
    a0 += jump;
    a1 += jump;
    a2 += jump;
    a3 += jump;
    a4 += jump;
    if (HAS_SIXTH) a5 += jump;
  }
  v128.store(output + load<u32>(places), s0);
  v128.store(output + load<u32>(places, 4), s1);
  v128.store(output + load<u32>(places, 8), s2);
  v128.store(output + load<u32>(places, 12), s3);
  v128.store(output + load<u32>(places, 16), s4);
  if (HAS_SIXTH) v128.store(output + load<u32>(places, 20), s5);
}
