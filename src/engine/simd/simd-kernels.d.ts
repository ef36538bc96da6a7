/** Made by `scripts/simd/plugin.ts`: the kernels' binaries. */
declare module 'virtual:simd-kernels' {
  export function plain(): Promise<BufferSource>;
  /** With fused multiply-add. */
  export function relaxed(): Promise<BufferSource>;
  /** Both again, for a memory that threads share. */
  export function plainShared(): Promise<BufferSource>;
  export function relaxedShared(): Promise<BufferSource>;
}
