/** Numbers looked at together. */
const GROUP: u32 = 8;
/** For each set of eight bits the places of those that are set, as 16-bit integers. */
const PLACES = memory.data(256 * 16, 16);

for (let bits: u32 = 0; bits < 256; bits++) {
  let to = PLACES + (bits << 4);
  for (let place: u32 = 0; place < GROUP; place++) {
    if (!((bits >> place) & 1)) continue;
    store<u16>(to, <u16>place);
    to += 2;
  }
}

/** Floats of the longest row that can be listed: places have 16 bits. */
const LONGEST: u32 = 65_536;

/** Bytes of the list of a row; up to eight places are written at once. */
@inline
export function listBytes(count: u32): usize {
  return (count + GROUP) << 1;
}

/**
 * Writes down where a row is not zero.
 * @param count of the row's floats; up to seven behind them are read
 * @param list receives the places, 16-bit integers; has room for `listBytes(count)`
 * @returns where the list ends
 */
export function listNonzero(row: usize, count: u32, list: usize): usize {
  const zero = f32x4.splat(0);
  let places = i16x8.splat(0);
  const step = i16x8.splat(<i16>GROUP);
  for (let left = <i32>count; left > 0; left -= GROUP, row += 4 * GROUP) {
    const low = f32x4.ne(v128.load(row), zero);
    const high = f32x4.ne(v128.load(row, 16), zero);
    let bits = i16x8.bitmask(i16x8.narrow_i32x4_s(low, high));
    if (left < <i32>GROUP) bits &= (1 << left) - 1;
    v128.store(list, i16x8.add(places, v128.load(PLACES + (<u32>bits << 4))));
    list += popcnt(bits) << 1;
    places = i16x8.add(places, step);
  }
  return list;
}

/** Whether it pays to leave a row's zeros out: three in ten are. */
export function isSparse(row: usize, count: u32): bool {
  if (count > LONGEST) return false;
  const zero = f32x4.splat(0);
  let nonzero: u32 = 0;
  const end = row + ((count & ~3) << 2);
  for (let at = row; at < end; at += 16) {
    nonzero += popcnt(i32x4.bitmask(f32x4.ne(v128.load(at), zero)));
  }
  return 10 * nonzero <= 7 * count;
}
