/** Squares of `size` in the large picture, one value each in the small one. Steps are in bytes. */
@unmanaged
export class Pooling {
  images: u32;
  large: usize;
  small: usize;
  largeBytes: usize;
  /** The large picture's row; its pixels follow one another. */
  largeRow: usize;
  smallHeight: u32;
  smallWidth: u32;
  channels: u32;
  size: u32;
}

/*
 * Each of these visits the small picture's values in order, four channels at a time, or one at a time,
 * by the same instructions in one lane, where channels are no multiple of four. `lane` is the bytes of
 * a step; it is a constant wherever it arrives, as these functions become part of their caller.
 */

/** small = the largest value of each square. */
export function maxPool(p: Pooling): void {
  if (p.channels % 4 === 0) maxPoolBy(p, 16);
  else maxPoolBy(p, 4);
}

/**
 * The first of each square's largest values receives the gradient, all others none.
 * @param gradients of the small picture's values
 * @param inputGradients of the large picture's, all zero before
 */
export function maxPoolGradient(p: Pooling, gradients: usize, inputGradients: usize): void {
  if (p.channels % 4 === 0) maxPoolGradientBy(p, gradients, inputGradients, 16);
  else maxPoolGradientBy(p, gradients, inputGradients, 4);
}

/** Every small value becomes a square of equal ones. */
export function upsample(p: Pooling): void {
  if (p.channels % 4 === 0) upsampleBy(p, 16);
  else upsampleBy(p, 4);
}

/** small = the sum of each square: the gradient of `upsample`. */
export function addSquares(p: Pooling): void {
  if (p.channels % 4 === 0) addSquaresBy(p, 16);
  else addSquaresBy(p, 4);
}

@inline
function maxPoolBy(p: Pooling, lane: usize): void {
  const pixel: usize = p.channels << 2;
  const squareRow = p.largeRow * p.size;
  const largeRow = p.largeRow;
  const width = p.smallWidth;
  const size = p.size;
  const side = size * pixel;
  let small = p.small;
  for (let image: u32 = 0; image < p.images; image++) {
    let row = p.large + image * p.largeBytes;
    for (let y: u32 = 0; y < p.smallHeight; y++, row += squareRow) {
      for (let x: u32 = 0, square = row; x < width; x++, square += side) {
        for (let c: usize = 0; c < pixel; c += lane, small += lane) {
          let largest = read(square + c, lane);
          for (let dy: u32 = 0, from = square + c; dy < size; dy++, from += largeRow) {
            for (let at = from, end = from + side; at < end; at += pixel) {
              largest = f32x4.pmax(largest, read(at, lane));
            }
          }
          write(small, largest, lane);
        }
      }
    }
  }
}

@inline
function maxPoolGradientBy(p: Pooling, gradients: usize, inputGradients: usize, lane: usize): void {
  const pixel: usize = p.channels << 2;
  const squareRow = p.largeRow * p.size;
  const largeRow = p.largeRow;
  const width = p.smallWidth;
  const size = p.size;
  const side = size * pixel;
  const toGradients = inputGradients - p.large;
  let small = p.small;
  for (let image: u32 = 0; image < p.images; image++) {
    let row = p.large + image * p.largeBytes;
    for (let y: u32 = 0; y < p.smallHeight; y++, row += squareRow) {
      for (let x: u32 = 0, square = row; x < width; x++, square += side) {
        for (let c: usize = 0; c < pixel; c += lane, small += lane, gradients += lane) {
          const largest = read(small, lane);
          const gradient = read(gradients, lane);
          let open = i32x4.splat(-1);
          for (let dy: u32 = 0, from = square + c; dy < size; dy++, from += largeRow) {
            for (let at = from, end = from + side; at < end; at += pixel) {
              const won = v128.and(open, f32x4.eq(read(at, lane), largest));
              write(at + toGradients, v128.and(gradient, won), lane);
              open = v128.andnot(open, won);
            }
          }
        }
      }
    }
  }
}

@inline
function upsampleBy(p: Pooling, lane: usize): void {
  const pixel: usize = p.channels << 2;
  const squareRow = p.largeRow * p.size;
  const largeRow = p.largeRow;
  const width = p.smallWidth;
  const size = p.size;
  const side = size * pixel;
  let small = p.small;
  for (let image: u32 = 0; image < p.images; image++) {
    let row = p.large + image * p.largeBytes;
    for (let y: u32 = 0; y < p.smallHeight; y++, row += squareRow) {
      for (let x: u32 = 0, square = row; x < width; x++, square += side) {
        for (let c: usize = 0; c < pixel; c += lane, small += lane) {
          const value = read(small, lane);
          for (let dy: u32 = 0, from = square + c; dy < size; dy++, from += largeRow) {
            for (let at = from, end = from + side; at < end; at += pixel) {
              write(at, value, lane);
            }
          }
        }
      }
    }
  }
}

@inline
function addSquaresBy(p: Pooling, lane: usize): void {
  const pixel: usize = p.channels << 2;
  const squareRow = p.largeRow * p.size;
  const largeRow = p.largeRow;
  const width = p.smallWidth;
  const size = p.size;
  const side = size * pixel;
  let small = p.small;
  for (let image: u32 = 0; image < p.images; image++) {
    let row = p.large + image * p.largeBytes;
    for (let y: u32 = 0; y < p.smallHeight; y++, row += squareRow) {
      for (let x: u32 = 0, square = row; x < width; x++, square += side) {
        for (let c: usize = 0; c < pixel; c += lane, small += lane) {
          let sum = f32x4.splat(0);
          for (let dy: u32 = 0, from = square + c; dy < size; dy++, from += largeRow) {
            for (let at = from, end = from + side; at < end; at += pixel) {
              sum = f32x4.add(sum, read(at, lane));
            }
          }
          write(small, sum, lane);
        }
      }
    }
  }
}

@inline
function read(from: usize, lane: usize): v128 {
  return lane === 16 ? v128.load(from) : v128.load32_zero(from);
}

@inline
function write(to: usize, value: v128, lane: usize): void {
  if (lane === 16) v128.store(to, value);
  else v128.store32_lane(to, value, 0);
}
