/** Numbers looked at together. */
const GROUP: u32 = 4;
/** For each set of four bits, the places of those that are set, as 16-bit integers. */
const PLACES = memory.data<u16>([
  0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 1, 2, 0, 0, 0, 1, 2, 0,
  3, 0, 0, 0, 0, 3, 0, 0, 1, 3, 0, 0, 0, 1, 3, 0, 2, 3, 0, 0, 0, 2, 3, 0, 1, 2, 3, 0, 0, 1, 2, 3,
]);
/** Added to four places, moves them on by a group. */
const NEXT_GROUP: u64 = 0x0004_0004_0004_0004;

/** Floats of the longest row that can be listed: places have 16 bits. */
export const LONGEST: u32 = 65_536;

/** Bytes of the list of a row; four places are written at once. */
@inline
export function listBytes(count: u32): usize {
  return (count + GROUP) << 1;
}

/**
 * Writes down where a row is not zero.
 * @param count of the row's floats, LONGEST at most; up to four behind them are read
 * @param list receives the places, 16-bit integers; has room for `listBytes(count)`
 * @returns where the list ends
 */
export function listNonzero(row: usize, count: u32, list: usize): usize {
  const rest = count % GROUP;
  let places: u64 = 0;
  for (let end = row + ((count - rest) << 2); row < end; row += 4 * GROUP) {
    const bits = nonzeroAt(row);
    store<u64>(list, places + load<u64>(PLACES + (bits << 3)));
    list += popcnt(bits) << 1;
    places += NEXT_GROUP;
  }
  const bits = nonzeroAt(row) & ((1 << rest) - 1);
  store<u64>(list, places + load<u64>(PLACES + (bits << 3)));
  return list + (popcnt(bits) << 1);
}

/** Of the next four floats, a bit for each that is not zero. */
@inline
function nonzeroAt(row: usize): usize {
  return <usize>i32x4.bitmask(f32x4.ne(v128.load(row), f32x4.splat(0)));
}

/** Whether it pays to leave a row's zeros out: more than three in ten are. */
export function isSparse(row: usize, count: u32): bool {
  const whole = count - (count % GROUP);
  let nonzero: usize = 0;
  for (let end = row + (whole << 2); row < end; row += 4 * GROUP) nonzero += popcnt(nonzeroAt(row));
  return 10 * nonzero < 7 * whole;
}
