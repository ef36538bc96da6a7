import { constant } from './constant';

/** Pixels of an image. */
const SIZE = 784;
/** From one of 256 shades to the next. */
const GREY = memory.data<f32>([1 / 255.0]);

/**
 * Bytes to grey values from 0 to 1.
 * @param count a multiple of 16, as 784 is
 */
export function grey(bytes: usize, values: usize, count: u32): void {
  for (let end = bytes + count; bytes < end; bytes += 16, values += 64) {
    const pixels = v128.load(bytes);
    const left = i16x8.extend_low_i8x16_u(pixels);
    const right = i16x8.extend_high_i8x16_u(pixels);
    storeGrey(values, i32x4.extend_low_i16x8_u(left));
    storeGrey(values + 16, i32x4.extend_high_i16x8_u(left));
    storeGrey(values + 32, i32x4.extend_low_i16x8_u(right));
    storeGrey(values + 48, i32x4.extend_high_i16x8_u(right));
  }
}

@inline
function storeGrey(to: usize, pixels: v128): void {
  v128.store(to, f32x4.mul(f32x4.convert_i32x4_s(pixels), constant(GREY)));
}

/** Images fetched together: the processor waits for memory once, not for each. */
const TOGETHER: u32 = 8;
/** What was read in vain, so that the compiler keeps the reading. */
let touched: u32 = 0;

/**
 * Collects images by number, as grey values.
 * @param images 784 bytes an image
 * @param indices the numbers of `count` images
 * @param values receives count × 784 floats
 */
export function gatherImages(images: usize, indices: usize, count: u32, values: usize): void {
  for (let first: u32 = 0; first < count; first += TOGETHER) {
    const next = indices + (min(first + TOGETHER, count) << 2);
    for (let at = indices + (first << 2); at < next; at += 4) touch(images + load<u32>(at) * SIZE);
    for (let at = indices + (first << 2); at < next; at += 4, values += 4 * SIZE) {
      grey(images + load<u32>(at) * SIZE, values, SIZE);
    }
  }
}

/** Reads a byte of each of an image's lines in the cache, which brings them there. */
@inline
function touch(image: usize): void {
  for (let at = 0; at < SIZE; at += 64) touched += load<u8>(image + at);
}

/** Where a picture is copied so that windows may reach over its edges. Sizes are in bytes. */
@unmanaged
export class Frame {
  /** The framed copy; 0 where no window reaches over an edge and the picture is read in its place. */
  copy: usize;
  copyBytes: usize;
  /** From one row of the copy to the next. */
  copyRow: usize;
  /** Of the picture's first pixel in the copy. */
  first: usize;
  rows: u32;
  row: usize;
}

/** Blank paper all over the frame: what `framed` leaves around a picture. */
export function clear(frame: Frame): void {
  if (frame.copy !== 0) memory.fill(frame.copy, 0, frame.copyBytes);
}

/** Copies a picture into its frame, if it needs one; returns where to read it. */
export function framed(frame: Frame, picture: usize): usize {
  if (frame.copy === 0) return picture;
  let to = frame.copy + frame.first;
  for (let y: u32 = 0; y < frame.rows; y++) {
    memory.copy(to, picture, frame.row);
    to += frame.copyRow;
    picture += frame.row;
  }
  return frame.copy;
}
