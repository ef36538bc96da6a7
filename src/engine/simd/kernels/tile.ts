/*
 * The inner loops of every product but those of `sparse-tile.ts`: six rows by eight columns of sums
 * stay in twelve vector registers, which leaves three for what is multiplied; x64 has sixteen, V8 keeps
 * one to itself. Twelve chains of additions hide the latency of each. Without fused instructions a
 * product needs a register too, and the tile has five rows. The loops are not unrolled: measured in V8,
 * any unrolling makes it load early and spill sums, which costs a third. Where four columns or fewer
 * count, a tile of half the width does half the work.
 */

/** The sixth row, where there is one; the compiler drops what stands behind it where not. */
export const HAS_SIXTH = ASC_FEATURE_RELAXED_SIMD;
export const ROWS: u32 = HAS_SIXTH ? 6 : 5;
export const COLUMNS: u32 = 8;

/** Stores eight floats. */
@inline
export function put(to: usize, low: v128, high: v128): void {
  v128.store(to, low);
  v128.store(to, high, 16);
}
