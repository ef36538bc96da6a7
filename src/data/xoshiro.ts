const WORD64 = (1n << 64n) - 1n;

/**
 * SplitMix64: spreads a seed, however small, over 64 good bits a call; used only to fill states.
 * Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators" (2014), in Vigna's
 * public-domain form, https://prng.di.unimi.it/splitmix64.c
 *
 * @returns a function that gives the next unsigned 64-bit number
 */
export function splitmix64(seed: bigint): () => bigint {
  let state = seed & WORD64;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & WORD64;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & WORD64;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & WORD64;
    return z ^ (z >> 31n);
  };
}

/** The 128 bits of a generator's state, four unsigned words, not all zero. */
export type XoshiroState = readonly [number, number, number, number];

export interface Xoshiro {
  /** The next unsigned 32-bit number. */
  next(): number;
  /** Writes down the next ones: with the state in local variables in half the time. */
  fill(values: Uint32Array): void;
}

/**
 * xoshiro128** 1.1: period 2^128 - 1, passes BigCrush, needs 32-bit integers only.
 * Source: Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators" (2018),
 * https://prng.di.unimi.it/xoshiro128starstar.c
 */
export function xoshiro128(state: XoshiroState): Xoshiro {
  let [a, b, c, d] = state;

  function next(): number {
    const scrambled = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return scrambled >>> 0;
  }

  function fill(values: Uint32Array): void {
    let [p, q, r, s] = [a, b, c, d];
    for (let i = 0; i < values.length; i++) {
      values[i] = Math.imul(rotateLeft(Math.imul(q, 5), 7), 9);
      const shifted = q << 9;
      r ^= p;
      s ^= q;
      q ^= r;
      p ^= s;
      r ^= shifted;
      s = rotateLeft(s, 11);
    }
    [a, b, c, d] = [p, q, r, s];
  }

  return { next, fill };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
