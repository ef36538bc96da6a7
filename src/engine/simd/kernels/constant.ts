/**
 * A number that lies in memory, `memory.data<f32>([…])`, in all four lanes. V8 may build the
 * vector of a literal anew at every use, by three instructions; to load it takes one.
 */
@inline
export function constant(at: usize): v128 {
  return v128.load32_splat(at);
}

export const HALF = memory.data<f32>([0.5]);
export const ONE = memory.data<f32>([1]);
/** All lanes' sign bits. */
export const SIGN = memory.data<u32>([0x80000000]);
