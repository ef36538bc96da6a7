import { splitmix64, type XoshiroState, xoshiro128 } from './xoshiro.ts';
import { toNormals } from './ziggurat.ts';

/** Words drawn at a time. */
const BLOCK = 1024;

/** What can be shuffled: an array, or a typed one, of numbers. */
export interface Numbers {
  readonly length: number;
  [index: number]: number;
}

/** One stream of random numbers; the same seed and name give the same stream on every machine. */
export interface Random {
  /** A whole number in [0, 2^32). */
  uint32(): number;
  /** In [0, 1), a multiple of 2^-32. */
  uniform(): number;
  /** Standard normal: mean 0, variance 1; of single precision. */
  normal(): number;
  /** Fills an array with what as many calls of `uint32` would give, in half the time. */
  uint32s(values: Uint32Array): void;
  /** Fills an array with what as many calls of `normal` would give, in a tenth of the time. */
  normals(values: Float32Array): void;
  /** The numbers from 0 to n-1 in random order. */
  permutation(n: number): Uint32Array<ArrayBuffer>;
  /** Shuffles in place the part [start, end) of `array`, by default all of it. */
  shuffle(array: Numbers, start?: number, end?: number): void;
}

/**
 * A stream of random numbers for one purpose. Streams of different names are independent, so that
 * drawing more noise, say, changes neither the weights nor the order of the images.
 *
 * @param seed the experiment's seed; its lower 32 bits count
 * @param stream what the numbers are for, such as `weights`, `shuffle:3`
 */
export function createRandom(seed: number, stream: string): Random {
  const { next: uint32, fill: uint32s } = xoshiro128(stateOf(seed, stream));
  const uniform = () => uint32() / 2 ** 32;
  const word = new Uint32Array(1);
  const value = new Float32Array(1);

  function normal(): number {
    do uint32s(word);
    while (toNormals(word, value, uint32) === 0);
    return value[0] as number;
  }

  // Every number takes a word or more: of as many words as numbers are wanted, none is left.
  function normals(values: Float32Array): void {
    const words = new Uint32Array(Math.min(BLOCK, values.length));
    for (let filled = 0; filled < values.length; ) {
      const block = words.subarray(0, values.length - filled);
      uint32s(block);
      filled += toNormals(block, values.subarray(filled), uint32);
    }
  }

  // Fisher and Yates, in Durstenfeld's form.
  function shuffle(array: Numbers, start = 0, end = array.length): void {
    for (let last = end - 1; last > start; last--) {
      const other = start + Math.floor(uniform() * (last - start + 1));
      const value = array[last] as number;
      array[last] = array[other] as number;
      array[other] = value;
    }
  }

  function permutation(n: number): Uint32Array<ArrayBuffer> {
    const order = Uint32Array.from({ length: n }, (_, i) => i);
    shuffle(order);
    return order;
  }

  return { uint32, uniform, normal, uint32s, normals, permutation, shuffle };
}

function stateOf(seed: number, stream: string): XoshiroState {
  const scatteredSeed = splitmix64(BigInt(seed >>> 0))();
  const next = splitmix64(scatteredSeed ^ hash(stream));
  const words = new Uint32Array(BigUint64Array.of(next(), next()).buffer);
  return [words[0] ?? 0, words[1] ?? 0, words[2] ?? 0, words[3] ?? 0];
}

/** FNV-1a, 64 bits, over UTF-16 units. Source: Fowler, Noll, Vo, RFC 9923. */
function hash(name: string): bigint {
  let value = 0xcbf29ce484222325n;
  for (let i = 0; i < name.length; i++) {
    value = BigInt.asUintN(64, (value ^ BigInt(name.charCodeAt(i))) * 0x100000001b3n);
  }
  return value;
}
