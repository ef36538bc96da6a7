/**
 * A number that lies in memory, `memory.data<f32>([…])`, in all four lanes. To load it takes one
 * instruction; the vector of a literal V8 may build anew at every use, by three.
 */
@inline
export function constant(at: usize): v128 {
  return v128.load32_splat(at);
}

export const HALF = memory.data<f32>([0.5]);
export const ONE = memory.data<f32>([1]);
/** All lanes' sign bits. */
export const SIGN = memory.data<u32>([0x80000000]);
