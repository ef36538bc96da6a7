/* What this browser’s WebAssembly can do. */

export function hasSimd(): boolean {
  // i32.const 0, i8x16.splat, drop
  return isValid([0x41, 0x00, 0xfd, 0x0f, 0x1a]);
}

export function hasRelaxedSimd(): boolean {
  // Three times i32.const 0 and i8x16.splat, f32x4.relaxed_madd, drop
  const splat = [0x41, 0x00, 0xfd, 0x0f];
  return isValid([...splat, ...splat, ...splat, 0xfd, 0x85, 0x02, 0x1a]);
}

/** Whether a function of these instructions is a valid program here. */
function isValid(instructions: number[]): boolean {
  if (typeof WebAssembly === 'undefined') return false;
  const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  const types = [0x01, 0x04, 0x01, 0x60, 0x00, 0x00];
  const functions = [0x03, 0x02, 0x01, 0x00];
  const body = [0x00, ...instructions, 0x0b];
  const code = [0x0a, body.length + 2, 0x01, body.length, ...body];
  return WebAssembly.validate(Uint8Array.from([...header, ...types, ...functions, ...code]));
}
