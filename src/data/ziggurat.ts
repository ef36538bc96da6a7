import { exp, log } from './portable-math.ts';

/*
 * Marsaglia and Tsang, "The Ziggurat Method for Generating Random Variables" (2000): the normal curve's
 * right half is covered by 127 rectangles of equal area and a bottom layer of that area with the tail. A
 * random point of a random layer is under the curve at once in 99 cases of 100. Layer and place come from
 * different bits of a word, as Doornik, "An Improved Ziggurat Method" (2005) asks.
 */

const LAYERS = 128;
/** Where the tail begins, and the area of each layer under e^(−x²/2). */
const TAIL = 3.442619855899;
const AREA = 9.91256303526217e-3;
/** A place in a layer has 23 bits and a sign. */
const PLACES = 2 ** 23;

const height = (x: number) => exp((-x * x) / 2);

/** The layers' right ends, from the bottom one's, which is as wide as if it were a rectangle, to 0. */
const ends = new Float64Array(LAYERS + 1);
ends[0] = AREA / height(TAIL);
ends[1] = TAIL;
for (let i = 2; i < LAYERS; i++) {
  const below = ends[i - 1] as number;
  ends[i] = Math.sqrt(-2 * log(AREA / below + height(below)));
}

const heights = ends.map(height);

/** Of each layer, the width of a place, and the places that are under the curve for sure. */
const widths = ends.subarray(0, LAYERS).map((end) => end / PLACES);
const sure = widths.map((_, i) => (PLACES * (ends[i + 1] as number)) / (ends[i] as number));

/**
 * Turns random words into normal numbers, mean 0, variance 1, until one or the other is used up: from
 * n words come at most n numbers.
 * @param more draws another word, where these are not enough for the last number
 * @returns how many numbers were written
 */
export function toNormals(words: Uint32Array, values: Float32Array, more: () => number): number {
  const rest = new Rest(words, more);
  let [at, filled] = [0, 0];
  while (at < words.length && filled < values.length) {
    const word = words[at++] as number;
    const layer = word & (LAYERS - 1);
    // In the middle of its place, so that both signs are alike.
    const place = (word >> 8) + 0.5;
    const x = place * (widths[layer] as number);
    if (Math.abs(place) < (sure[layer] as number)) {
      values[filled++] = x;
      continue;
    }
    rest.at = at;
    const value = layer === 0 ? inTail(x < 0, rest) : inWedge(layer, x, rest);
    at = rest.at;
    if (value !== null) values[filled++] = value;
  }
  return filled;
}

/** Words, from one of them on, and then more. */
class Rest {
  at = 0;
  private readonly words: Uint32Array;
  private readonly more: () => number;

  constructor(words: Uint32Array, more: () => number) {
    this.words = words;
    this.more = more;
  }

  uniform(): number {
    const word = this.at < this.words.length ? (this.words[this.at++] as number) : this.more();
    return word / 2 ** 32;
  }
}

/** Source: Marsaglia, "Generating a Variable from the Tail of the Normal Distribution" (1964). */
function inTail(isNegative: boolean, rest: Rest): number {
  while (true) {
    const beyond = -log(1 - rest.uniform()) / TAIL;
    if (-2 * log(1 - rest.uniform()) < beyond * beyond) continue;
    return isNegative ? -TAIL - beyond : TAIL + beyond;
  }
}

/** The point itself if a random height within its layer is under the curve, else null. */
function inWedge(layer: number, x: number, rest: Rest): number | null {
  const low = heights[layer] as number;
  const high = heights[layer + 1] as number;
  return low + rest.uniform() * (high - low) < height(x) ? x : null;
}
