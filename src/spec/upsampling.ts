/** The presets that differ in how their decoders enlarge. */
export type UpsamplingKind = 'nearest' | 'convolutional';

/** Steps after which they can be compared. */
export const UPSAMPLING_STEPS = [20, 60, 200] as const;

/** Pictures of one of them, or the originals. */
export interface Enlarged {
  /** The first test image of each digit, 10 × 784 values. */
  digits: Float32Array<ArrayBuffer>;
  /** Of many test images, 784 values: strokes blur away in it, what the network adds to each stays. */
  mean: Float32Array<ArrayBuffer>;
  /** Around each pixel of the mean, the amplitude of what alternates from pixel to pixel. */
  alternation: Float32Array<ArrayBuffer>;
  /** The root mean square of that. */
  strength: number;
}

/** The sides of the small picture and of the large one, and the pixels from one stamp to the next. */
export const SMALL = 2;
export const LARGE = 4;
const STRIDE = LARGE / SMALL;

/** One summand of a large pixel: which small pixel times which weight, in rows from the top left. */
export interface Summand {
  input: number;
  weight: number;
}

/**
 * What each pixel of the large picture is the sum of, when a transposed convolution of stride 2 makes
 * it of the small one: every small pixel paints the kernel, times its value, at its own place. Padding
 * as in TensorFlow's `same`: what a stamp paints outside of the picture is lost.
 * @param kernel side of the kernel, at least 2
 * @returns LARGE × LARGE lists
 */
export function stampSummands(kernel: number): Summand[][] {
  const pixels = Array.from({ length: LARGE * LARGE }, (): Summand[] => []);
  const before = Math.floor((kernel - STRIDE) / 2);
  for (let input = 0; input < SMALL * SMALL; input++) {
    for (let weight = 0; weight < kernel * kernel; weight++) {
      const x = STRIDE * (input % SMALL) + (weight % kernel) - before;
      const y = STRIDE * Math.floor(input / SMALL) + Math.floor(weight / kernel) - before;
      if (x >= 0 && x < LARGE && y >= 0 && y < LARGE) {
        pixels[y * LARGE + x]?.push({ input, weight });
      }
    }
  }
  return pixels;
}

/** The small pixel that nearest neighbour copies to each pixel of the large picture. */
export function nearestInputs(): number[] {
  return Array.from({ length: LARGE * LARGE }, (_, place) => {
    const [x, y] = [place % LARGE, Math.floor(place / LARGE)];
    return Math.floor(y / STRIDE) * SMALL + Math.floor(x / STRIDE);
  });
}
