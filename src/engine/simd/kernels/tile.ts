import { multiplyAdd } from './arithmetic';

/*
 * The inner loops of every product: four rows by eight columns of sums stay in eight of x64's sixteen
 * vector registers. WebAssembly compilers do not unroll: it is done here by hand.
 */

/**
 * Four pixels × eight units: sum[r, u] = bias[u] + Σ window of pixel r · weights of unit u.
 *
 * @param a0,a1,a2,a3 first value of each pixel's window
 * @param runs the window's rows, each of `runLength` floats, `runStep` bytes apart
 * @param panel eight biases, then eight weights for every value in the window (see `pack`)
 * @param c0,c1,c2,c3 where each pixel's eight sums go
 */
export function gatherTile(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  runs: u32,
  runLength: u32,
  runStep: usize,
  panel: usize,
  c0: usize,
  c1: usize,
  c2: usize,
  c3: usize,
): void {
  let s00 = v128.load(panel);
  let s01 = v128.load(panel, 16);
  let s10 = s00;
  let s11 = s01;
  let s20 = s00;
  let s21 = s01;
  let s30 = s00;
  let s31 = s01;
  panel += 32;
  const jump = runStep - (runLength << 2);
  for (let run: u32 = 0; run < runs; run++) {
    const end = a0 + (runLength << 2);
    for (; a0 + 16 <= end; a0 += 16, a1 += 16, a2 += 16, a3 += 16, panel += 128) {
      let b0 = v128.load(panel);
      let b1 = v128.load(panel, 16);
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

      b0 = v128.load(panel, 32);
      b1 = v128.load(panel, 48);
      x = v128.load32_splat(a0, 4);
      s00 = multiplyAdd(x, b0, s00);
      s01 = multiplyAdd(x, b1, s01);
      x = v128.load32_splat(a1, 4);
      s10 = multiplyAdd(x, b0, s10);
      s11 = multiplyAdd(x, b1, s11);
      x = v128.load32_splat(a2, 4);
      s20 = multiplyAdd(x, b0, s20);
      s21 = multiplyAdd(x, b1, s21);
      x = v128.load32_splat(a3, 4);
      s30 = multiplyAdd(x, b0, s30);
      s31 = multiplyAdd(x, b1, s31);

      b0 = v128.load(panel, 64);
      b1 = v128.load(panel, 80);
      x = v128.load32_splat(a0, 8);
      s00 = multiplyAdd(x, b0, s00);
      s01 = multiplyAdd(x, b1, s01);
      x = v128.load32_splat(a1, 8);
      s10 = multiplyAdd(x, b0, s10);
      s11 = multiplyAdd(x, b1, s11);
      x = v128.load32_splat(a2, 8);
      s20 = multiplyAdd(x, b0, s20);
      s21 = multiplyAdd(x, b1, s21);
      x = v128.load32_splat(a3, 8);
      s30 = multiplyAdd(x, b0, s30);
      s31 = multiplyAdd(x, b1, s31);

      b0 = v128.load(panel, 96);
      b1 = v128.load(panel, 112);
      x = v128.load32_splat(a0, 12);
      s00 = multiplyAdd(x, b0, s00);
      s01 = multiplyAdd(x, b1, s01);
      x = v128.load32_splat(a1, 12);
      s10 = multiplyAdd(x, b0, s10);
      s11 = multiplyAdd(x, b1, s11);
      x = v128.load32_splat(a2, 12);
      s20 = multiplyAdd(x, b0, s20);
      s21 = multiplyAdd(x, b1, s21);
      x = v128.load32_splat(a3, 12);
      s30 = multiplyAdd(x, b0, s30);
      s31 = multiplyAdd(x, b1, s31);
    }
    for (; a0 < end; a0 += 4, a1 += 4, a2 += 4, a3 += 4, panel += 32) {
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
    }
    a0 += jump;
    a1 += jump;
    a2 += jump;
    a3 += jump;
  }
  v128.store(c0, s00);
  v128.store(c0, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

/**
 * Four weights' rows × eight columns: c[r, u] += Σ over pixels a[pixel, r] · b[pixel, u].
 *
 * @param a four neighbouring floats at the first pixel; `aStep` bytes to the next one, and `aJump`
 *   from a row's end to the next row
 * @param b eight neighbouring floats, likewise
 * @param c sums are added to the four rows of eight here, `cStep` bytes apart
 */
export function correlateTile(
  a: usize,
  aStep: usize,
  aJump: usize,
  b: usize,
  bStep: usize,
  bJump: usize,
  rows: u32,
  columns: u32,
  c: usize,
  cStep: usize,
): void {
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  const aStep2 = 2 * aStep;
  const bStep2 = 2 * bStep;
  for (let row: u32 = 0; row < rows; row++) {
    let left = columns;
    for (; left >= 2; left -= 2) {
      let b0 = v128.load(b);
      let b1 = v128.load(b, 16);
      let x = v128.load32_splat(a);
      s00 = multiplyAdd(x, b0, s00);
      s01 = multiplyAdd(x, b1, s01);
      x = v128.load32_splat(a, 4);
      s10 = multiplyAdd(x, b0, s10);
      s11 = multiplyAdd(x, b1, s11);
      x = v128.load32_splat(a, 8);
      s20 = multiplyAdd(x, b0, s20);
      s21 = multiplyAdd(x, b1, s21);
      x = v128.load32_splat(a, 12);
      s30 = multiplyAdd(x, b0, s30);
      s31 = multiplyAdd(x, b1, s31);

      b0 = v128.load(b + bStep);
      b1 = v128.load(b + bStep, 16);
      x = v128.load32_splat(a + aStep);
      s00 = multiplyAdd(x, b0, s00);
      s01 = multiplyAdd(x, b1, s01);
      x = v128.load32_splat(a + aStep, 4);
      s10 = multiplyAdd(x, b0, s10);
      s11 = multiplyAdd(x, b1, s11);
      x = v128.load32_splat(a + aStep, 8);
      s20 = multiplyAdd(x, b0, s20);
      s21 = multiplyAdd(x, b1, s21);
      x = v128.load32_splat(a + aStep, 12);
      s30 = multiplyAdd(x, b0, s30);
      s31 = multiplyAdd(x, b1, s31);
      a += aStep2;
      b += bStep2;
    }
    if (left !== 0) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      let x = v128.load32_splat(a);
      s00 = multiplyAdd(x, b0, s00);
      s01 = multiplyAdd(x, b1, s01);
      x = v128.load32_splat(a, 4);
      s10 = multiplyAdd(x, b0, s10);
      s11 = multiplyAdd(x, b1, s11);
      x = v128.load32_splat(a, 8);
      s20 = multiplyAdd(x, b0, s20);
      s21 = multiplyAdd(x, b1, s21);
      x = v128.load32_splat(a, 12);
      s30 = multiplyAdd(x, b0, s30);
      s31 = multiplyAdd(x, b1, s31);
      a += aStep;
      b += bStep;
    }
    a += aJump;
    b += bJump;
  }
  addTo(c, s00, s01);
  c += cStep;
  addTo(c, s10, s11);
  c += cStep;
  addTo(c, s20, s21);
  c += cStep;
  addTo(c, s30, s31);
}

@inline
function addTo(c: usize, low: v128, high: v128): void {
  v128.store(c, f32x4.add(v128.load(c), low));
  v128.store(c, f32x4.add(v128.load(c, 16), high), 16);
}
