/** Numbers looked at together. */
const GROUP: u32 = 16;
/** For each set of eight bits, the places of those that are set: eight bytes. */
const PLACES = tabulatePlaces(heap.alloc(256 * 8));

/** Floats of the longest row that can be listed: places have 16 bits. */
export const LONGEST: u32 = 65_536;

/** Written by each thread that starts, but always with the same values. */
function tabulatePlaces(table: usize): usize {
  for (let set: u32 = 0; set < 256; set++) {
    let to = table + set * 8;
    for (let bits = set; bits !== 0; bits &= bits - 1, to++) store<u8>(to, ctz(bits));
  }
  return table;
}

/** Bytes of the list of a row; eight places are written at once, and sixteen looked at. */
@inline
export function listBytes(count: u32): usize {
  return (count + GROUP) << 1;
}

/**
 * Writes down where a row is not zero.
 * @param count of the row's floats, LONGEST at most; up to 15 behind them are read
 * @param list receives the places, 16-bit integers; has room for `listBytes(count)`
 * @returns where the list ends
 */
export function listNonzero(row: usize, count: u32, list: usize): usize {
  const table = PLACES;
  const half = i16x8.splat(8);
  const rest = count % GROUP;
  let first = i16x8.splat(0);
  for (let end = row + ((count - rest) << 2); row < end; row += 4 * GROUP) {
    const bits = nonzeroAt(row);
    list = listByte(table, bits & 0xff, first, list);
    first = i16x8.add(first, half);
    list = listByte(table, bits >> 8, first, list);
    first = i16x8.add(first, half);
  }
  if (rest === 0) return list;
  const bits = nonzeroAt(row) & ((1 << rest) - 1);
  list = listByte(table, bits & 0xff, first, list);
  return listByte(table, bits >> 8, i16x8.add(first, half), list);
}

/** Writes down which of eight bits are set, counted from `first` on. */
@inline
function listByte(table: usize, bits: usize, first: v128, list: usize): usize {
  v128.store(list, i16x8.add(first, v128.load_ext<u8>(table + (bits << 3))));
  return list + (popcnt(bits) << 1);
}

/** Of the next 16 floats, a bit for each that is not zero. */
@inline
function nonzeroAt(row: usize): usize {
  const left = i16x8.narrow_i32x4_s(isNonzero(row), isNonzero(row + 16));
  const right = i16x8.narrow_i32x4_s(isNonzero(row + 32), isNonzero(row + 48));
  return <usize>i8x16.bitmask(i8x16.narrow_i16x8_s(left, right));
}

@inline
function isNonzero(at: usize): v128 {
  return f32x4.ne(v128.load(at), f32x4.splat(0));
}

/** Whether it pays to leave a row's zeros out: more than three in ten of its whole groups are. */
export function isSparse(row: usize, count: u32): bool {
  const whole = count - (count % GROUP);
  let nonzero: usize = 0;
  for (let end = row + (whole << 2); row < end; row += 4 * GROUP) nonzero += popcnt(nonzeroAt(row));
  return 10 * nonzero < 7 * whole;
}
