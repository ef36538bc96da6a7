import { multiplyAdd } from './arithmetic';

/** Columns of a tile: four panels of eight. */
export const SPARSE_COLUMNS: u32 = 32;

/**
 * One row, of which the zeros are left out, × 32 columns: sum[u] = start[u] + Σ row[i] · panel[i, u].
 *
 * @param list,end places in the row, 16-bit integers in their order (see `listNonzero`)
 * @param panel eight floats for every number of the row; three more such panels follow
 * @param panelBytes from one panel to the next
 * @param starts eight floats to start from, and `startsBytes` further the next eight
 * @param isAdded whether the sums are added to what lies there
 * @param to where 32 sums go
 */
export function sparseTile(
  row: usize,
  list: usize,
  end: usize,
  panel: usize,
  panelBytes: usize,
  starts: usize,
  startsBytes: usize,
  isAdded: bool,
  to: usize,
): void {
  let s0 = v128.load(starts);
  let s1 = v128.load(starts, 16);
  starts += startsBytes;
  let s2 = v128.load(starts);
  let s3 = v128.load(starts, 16);
  starts += startsBytes;
  let s4 = v128.load(starts);
  let s5 = v128.load(starts, 16);
  starts += startsBytes;
  let s6 = v128.load(starts);
  let s7 = v128.load(starts, 16);
  for (; list < end; list += 2) {
    const place = <usize>load<u16>(list);
    const x = v128.load32_splat(row + (place << 2));
    let b = panel + (place << 5);
    s0 = multiplyAdd(x, v128.load(b), s0);
    s1 = multiplyAdd(x, v128.load(b, 16), s1);
    b += panelBytes;
    s2 = multiplyAdd(x, v128.load(b), s2);
    s3 = multiplyAdd(x, v128.load(b, 16), s3);
    b += panelBytes;
    s4 = multiplyAdd(x, v128.load(b), s4);
    s5 = multiplyAdd(x, v128.load(b, 16), s5);
    b += panelBytes;
    s6 = multiplyAdd(x, v128.load(b), s6);
    s7 = multiplyAdd(x, v128.load(b, 16), s7);
  }
  if (isAdded) {
    s0 = f32x4.add(v128.load(to), s0);
    s1 = f32x4.add(v128.load(to, 16), s1);
    s2 = f32x4.add(v128.load(to, 32), s2);
    s3 = f32x4.add(v128.load(to, 48), s3);
    s4 = f32x4.add(v128.load(to, 64), s4);
    s5 = f32x4.add(v128.load(to, 80), s5);
    s6 = f32x4.add(v128.load(to, 96), s6);
    s7 = f32x4.add(v128.load(to, 112), s7);
  }
  v128.store(to, s0);
  v128.store(to, s1, 16);
  v128.store(to, s2, 32);
  v128.store(to, s3, 48);
  v128.store(to, s4, 64);
  v128.store(to, s5, 80);
  v128.store(to, s6, 96);
  v128.store(to, s7, 112);
}
