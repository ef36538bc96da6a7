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
 * Each of these visits the small picture's values in order, four channels at a time. Where channels
 * are no multiple of four, they are visited one at a time, with the same instructions in one lane.
 */

/** small = the largest value of each square. */
export function maxPool(p: Pooling): void {
  const pixel = p.channels << 2;
  const lane = laneBytes(p);
  for (let image: u32 = 0, small = p.small; image < p.images; image++) {
    for (let y: u32 = 0; y < p.smallHeight; y++) {
      for (let x: u32 = 0; x < p.smallWidth; x++) {
        for (let c: usize = 0; c < pixel; c += lane, small += lane) {
          let square = squareAt(p, p.large, image, y, x, c);
          let largest = read(square, lane);
          for (let dy: u32 = 0; dy < p.size; dy++, square += p.largeRow) {
            for (let dx: u32 = 0; dx < p.size; dx++) {
              largest = f32x4.pmax(largest, read(square + dx * pixel, lane));
            }
          }
          write(small, largest, lane);
        }
      }
    }
  }
}

/**
 * The first of each square's largest values receives the gradient, all others none.
 * @param gradients of the small picture's values
 * @param inputGradients of the large picture's, all zero before
 */
export function maxPoolGradient(p: Pooling, gradients: usize, inputGradients: usize): void {
  const pixel = p.channels << 2;
  const lane = laneBytes(p);
  const toGradients = inputGradients - p.large;
  for (let image: u32 = 0, small = p.small; image < p.images; image++) {
    for (let y: u32 = 0; y < p.smallHeight; y++) {
      for (let x: u32 = 0; x < p.smallWidth; x++) {
        for (let c: usize = 0; c < pixel; c += lane, small += lane, gradients += lane) {
          const largest = read(small, lane);
          let open = i32x4.splat(-1);
          const gradient = read(gradients, lane);
          let square = squareAt(p, p.large, image, y, x, c);
          for (let dy: u32 = 0; dy < p.size; dy++, square += p.largeRow) {
            for (let dx: u32 = 0; dx < p.size; dx++) {
              const from = square + dx * pixel;
              const won = v128.and(open, f32x4.eq(read(from, lane), largest));
              write(from + toGradients, v128.and(gradient, won), lane);
              open = v128.andnot(open, won);
            }
          }
        }
      }
    }
  }
}

/** Every small value becomes a square of equal ones. */
export function upsample(p: Pooling): void {
  const pixel = p.channels << 2;
  const lane = laneBytes(p);
  for (let image: u32 = 0, small = p.small; image < p.images; image++) {
    for (let y: u32 = 0; y < p.smallHeight; y++) {
      for (let x: u32 = 0; x < p.smallWidth; x++) {
        for (let c: usize = 0; c < pixel; c += lane, small += lane) {
          const value = read(small, lane);
          let square = squareAt(p, p.large, image, y, x, c);
          for (let dy: u32 = 0; dy < p.size; dy++, square += p.largeRow) {
            for (let dx: u32 = 0; dx < p.size; dx++) write(square + dx * pixel, value, lane);
          }
        }
      }
    }
  }
}

/** small = the sum of each square: the gradient of `upsample`. */
export function addSquares(p: Pooling): void {
  const pixel = p.channels << 2;
  const lane = laneBytes(p);
  for (let image: u32 = 0, small = p.small; image < p.images; image++) {
    for (let y: u32 = 0; y < p.smallHeight; y++) {
      for (let x: u32 = 0; x < p.smallWidth; x++) {
        for (let c: usize = 0; c < pixel; c += lane, small += lane) {
          let sum = f32x4.splat(0);
          let square = squareAt(p, p.large, image, y, x, c);
          for (let dy: u32 = 0; dy < p.size; dy++, square += p.largeRow) {
            for (let dx: u32 = 0; dx < p.size; dx++) {
              sum = f32x4.add(sum, read(square + dx * pixel, lane));
            }
          }
          write(small, sum, lane);
        }
      }
    }
  }
}

@inline
function laneBytes(p: Pooling): usize {
  return p.channels % 4 === 0 ? 16 : 4;
}

@inline
function squareAt(p: Pooling, large: usize, image: u32, y: u32, x: u32, channel: usize): usize {
  const pixel = p.channels << 2;
  return large + image * p.largeBytes + y * p.size * p.largeRow + x * p.size * pixel + channel;
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
