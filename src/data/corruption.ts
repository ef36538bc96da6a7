import { DIGIT_SIZE } from '../spec/shape.ts';
import {
  type Corruption,
  type CorruptionKind,
  MASK_THRESHOLD,
  targetsMask,
} from '../spec/tasks.ts';
import { cosineOfTurns, sineOfTurns } from './portable-math.ts';
import type { Random } from './random.ts';

const SIDE = 28;

/** Changes pictures in place: pixels from 0 (paper) to 1 (ink), 784 a picture, one after another. */
type Corrupt = (pictures: Float32Array, strength: number, random: Random) => void;

const corrupters = {
  none: () => {},

  /** Adds N(0, strength²) to every pixel. */
  gaussian: (pictures, strength, random) =>
    eachPixel(pictures, (pixel) => pixel + strength * random.normal()),

  /** Turns a share of the pixels to paper or to ink, evenly. */
  saltAndPepper: (pictures, strength, random) =>
    eachPixel(pictures, (pixel) => {
      const lot = random.uniform();
      if (lot >= strength) return pixel;
      return lot < strength / 2 ? 0 : 1;
    }),

  /** Noise in proportion to the ink: x + x·N(0, strength²). */
  speckle: (pictures, strength, random) =>
    eachPixel(pictures, (pixel) => pixel + pixel * strength * random.normal()),

  /** Leaves out a square of `strength` pixels a side, anywhere in the picture. */
  square: (pictures, side, random) =>
    eachPicture(pictures, (picture) => {
      const top = Math.floor(random.uniform() * (SIDE - side + 1));
      const left = Math.floor(random.uniform() * (SIDE - side + 1));
      blank(picture, (x, y) => x >= left && x < left + side && y >= top && y < top + side);
    }),

  /** Leaves out that share of the picture, from one of its four sides. */
  half: (pictures, share, random) =>
    eachPicture(pictures, (picture) => {
      const missing = Math.round(share * SIDE);
      const side = Math.floor(random.uniform() * 4);
      blank(picture, (x, y) => ([x, SIDE - 1 - x, y, SIDE - 1 - y][side] as number) < missing);
    }),

  coarse14: (pictures) => eachPicture(pictures, (picture) => coarsen(picture, 2)),
  coarse7: (pictures) => eachPicture(pictures, (picture) => coarsen(picture, 4)),

  /** Lays the digit over waves and spots of up to `strength`; the darker of the two is seen. */
  clutter: (pictures, strength, random) =>
    eachPicture(pictures, (picture) => {
      const texture = textureOf(random);
      for (let i = 0; i < DIGIT_SIZE; i++) {
        const behind = strength * texture(i % SIDE, Math.floor(i / SIDE));
        picture[i] = Math.max(picture[i] as number, behind);
      }
    }),
} satisfies Record<CorruptionKind, Corrupt>;

/**
 * Corrupts pictures in place, clipped to [0, 1]. Equal streams corrupt equally.
 * Sources: Vincent et al., "Extracting and composing robust features with denoising autoencoders"
 * (2008); https://blog.keras.io/building-autoencoders-in-keras.html
 *
 * @param pictures pixels in [0, 1], 784 a picture
 * @param random the stream for noise
 */
export function corrupt(
  pictures: Float32Array,
  { kind, strength }: Corruption,
  random: Random,
): void {
  corrupters[kind](pictures, strength, random);
}

/** What the network is to give for clean pictures: themselves, or their masks of 0 and 1. */
export function targetsOf(
  pictures: Float32Array<ArrayBuffer>,
  corruption: Corruption,
): Float32Array<ArrayBuffer> {
  if (!targetsMask(corruption)) return pictures;
  return pictures.map((value) => Number(Math.round(255 * value) >= MASK_THRESHOLD));
}

/** The mask of each picture, in place: 255 where there is ink, else 0. */
export function maskOf(bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = (bytes[i] as number) >= MASK_THRESHOLD ? 255 : 0;
}

function eachPixel(pictures: Float32Array, change: (pixel: number) => number): void {
  for (let i = 0; i < pictures.length; i++) {
    pictures[i] = Math.min(1, Math.max(0, change(pictures[i] as number)));
  }
}

function eachPicture(pictures: Float32Array, change: (picture: Float32Array) => void): void {
  for (let first = 0; first < pictures.length; first += DIGIT_SIZE) {
    change(pictures.subarray(first, first + DIGIT_SIZE));
  }
}

function blank(picture: Float32Array, isMissing: (x: number, y: number) => boolean): void {
  for (let i = 0; i < DIGIT_SIZE; i++) {
    if (isMissing(i % SIDE, Math.floor(i / SIDE))) picture[i] = 0;
  }
}

/** Every square of `size` pixels a side becomes its mean. */
function coarsen(picture: Float32Array, size: number): void {
  for (let top = 0; top < SIDE; top += size) {
    for (let left = 0; left < SIDE; left += size) {
      const at = (i: number) => (top + Math.floor(i / size)) * SIDE + left + (i % size);
      let sum = 0;
      for (let i = 0; i < size * size; i++) sum += picture[at(i)] as number;
      for (let i = 0; i < size * size; i++) picture[at(i)] = sum / size ** 2;
    }
  }
}

/** A texture of its own for every picture, from 0 to 1: two waves across each other, and grain. */
function textureOf(random: Random): (x: number, y: number) => number {
  const [first, second] = [waveOf(random), waveOf(random)];
  return (x, y) => {
    const grain = random.uniform();
    return 0.35 * (1 + first(x, y) * second(x, y)) + 0.3 * grain;
  };
}

/**
 * A plane wave of random direction, length of 4 to 12 pixels, and phase. By the sine of a sum it takes
 * sines of the columns and rows in place of one for each pixel.
 */
function waveOf(random: Random): (x: number, y: number) => number {
  const direction = random.uniform();
  const length = 4 + 8 * random.uniform();
  const phase = random.uniform();
  const turns = (step: number, start: number) =>
    Float64Array.from({ length: SIDE }, (_, i) => (step * i) / length + start);
  const columns = turns(cosineOfTurns(direction), phase);
  const rows = turns(sineOfTurns(direction), 0);
  const [sinX, cosX] = [columns.map(sineOfTurns), columns.map(cosineOfTurns)];
  const [sinY, cosY] = [rows.map(sineOfTurns), rows.map(cosineOfTurns)];
  return (x, y) =>
    (sinX[x] as number) * (cosY[y] as number) + (cosX[x] as number) * (sinY[y] as number);
}
