/** A binomial of five: as a mean of neighbours it takes out all that changes sign at every pixel. */
const BINOMIAL = [1, 4, 6, 4, 1].map((weight) => weight / 16);
const REACH = 2;

/**
 * How strongly a picture alternates from pixel to pixel, as columns, as rows or as a checkerboard do:
 * around each pixel, the amplitude of that part. Strokes, which are wider, have little of it.
 * @param picture side × side values
 * @returns side × side amplitudes: a pixel that is a above its neighbours' mean by turns has a
 */
export function alternationOf(picture: Float32Array, side: number): Float32Array<ArrayBuffer> {
  const squares = new Float32Array(side * side);
  for (const [acrossX, acrossY] of [
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const) {
    // What alternates becomes even, and stays; what is even alternates, and goes.
    const turned = picture.map((value, i) => {
      const turns = acrossX * (i % side) + acrossY * Math.floor(i / side);
      return turns % 2 === 0 ? value : -value;
    });
    const amplitudes = smoothed(turned, side);
    for (const [i, amplitude] of amplitudes.entries()) {
      squares[i] = (squares[i] as number) + amplitude ** 2;
    }
  }
  return squares.map(Math.sqrt);
}

/** Weighted means along the rows, then along the columns; mirrored at the edges. */
function smoothed(picture: Float32Array, side: number): Float32Array {
  return along(along(picture, side, 1), side, side);
}

/** @param stride from one value to the next along the line: 1 for rows, `side` for columns */
function along(picture: Float32Array, side: number, stride: number): Float32Array {
  const crossing = stride === 1 ? side : 1;
  const means = new Float32Array(picture.length);
  for (let line = 0; line < side; line++) {
    for (let place = 0; place < side; place++) {
      let sum = 0;
      for (const [tap, weight] of BINOMIAL.entries()) {
        const other = mirrored(place + tap - REACH, side);
        sum += weight * (picture[line * crossing + other * stride] as number);
      }
      means[line * crossing + place * stride] = sum;
    }
  }
  return means;
}

function mirrored(place: number, side: number): number {
  if (place < 0) return -place;
  return place < side ? place : 2 * (side - 1) - place;
}
