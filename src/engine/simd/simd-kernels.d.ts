/** Made by `scripts/simd/plugin.ts`: the kernels' binaries. */
declare module 'virtual:simd-kernels' {
  export function plain(): Promise<BufferSource>;
  /** With fused multiply-add. */
  export function relaxed(): Promise<BufferSource>;
}
