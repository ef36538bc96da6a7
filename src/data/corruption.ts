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

/** Numbers that are drawn at a time. */
const BLOCK = 1024;

const corrupters = {
  none: () => {},

  /** Adds N(0, strength²) to every pixel. */
  gaussian: (pictures, strength, random) =>
    withNormals(pictures, random, (pixels, noise) => {
      for (let i = 0; i < pixels.length; i++) {
        pixels[i] = clip((pixels[i] as number) + strength * (noise[i] as number));
      }
    }),

  /** Turns a share of the pixels to paper or to ink, evenly. */
  saltAndPepper: (pictures, strength, random) => {
    const lots = new Uint32Array(BLOCK);
    // As shares of what 32 bits can be.
    const [changed, pepper] = [2 ** 32 * strength, 2 ** 31 * strength];
    for (let first = 0; first < pictures.length; first += BLOCK) {
      const pixels = pictures.subarray(first, first + BLOCK);
      random.uint32s(lots.subarray(0, pixels.length));
      for (let i = 0; i < pixels.length; i++) {
        const lot = lots[i] as number;
        if (lot < changed) pixels[i] = lot < pepper ? 0 : 1;
      }
    }
  },

  /** Noise in proportion to the ink: x + x·N(0, strength²). */
  speckle: (pictures, strength, random) =>
    withNormals(pictures, random, (pixels, noise) => {
      for (let i = 0; i < pixels.length; i++) {
        const pixel = pixels[i] as number;
        pixels[i] = clip(pixel + pixel * strength * (noise[i] as number));
      }
    }),

  /** Leaves out a square of `strength` pixels a side, anywhere in the picture. */
  square: (pictures, side, random) =>
    eachPicture(pictures, (picture) => {
      const top = Math.floor(random.uniform() * (SIDE - side + 1));
      const left = Math.floor(random.uniform() * (SIDE - side + 1));
      blank(picture, top, left, side, side);
    }),

  /** Leaves out that share of the picture, from one of its four sides. */
  half: (pictures, share, random) => {
    const missing = Math.round(share * SIDE);
    const rest = SIDE - missing;
    type Part = readonly [top: number, left: number, height: number, width: number];
    const parts: readonly Part[] = [
      [0, 0, SIDE, missing],
      [0, rest, SIDE, missing],
      [0, 0, missing, SIDE],
      [rest, 0, missing, SIDE],
    ];
    eachPicture(pictures, (picture) => {
      const [top, left, height, width] = parts[Math.floor(random.uniform() * 4)] as Part;
      blank(picture, top, left, height, width);
    });
  },

  coarse14: (pictures) => eachPicture(pictures, (picture) => coarsen(picture, 2)),
  coarse7: (pictures) => eachPicture(pictures, (picture) => coarsen(picture, 4)),

  /** Lays the digit over waves and spots of up to `strength`; the darker of the two is seen. */
  clutter: (pictures, strength, random) => {
    const grains = new Uint32Array(DIGIT_SIZE);
    eachPicture(pictures, (picture) => {
      const [first, second] = [waveOf(random), waveOf(random)];
      random.uint32s(grains);
      for (let y = 0, i = 0; y < SIDE; y++) {
        for (let x = 0; x < SIDE; x++, i++) {
          const waves = at(first, x, y) * at(second, x, y);
          const grain = (grains[i] as number) / 2 ** 32;
          const behind = strength * (0.35 * (1 + waves) + 0.3 * grain);
          picture[i] = Math.max(picture[i] as number, behind);
        }
      }
    });
  },
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

/** Hands out the pixels in blocks, each with as many normal numbers. */
function withNormals(
  pictures: Float32Array,
  random: Random,
  change: (pixels: Float32Array, noise: Float32Array) => void,
): void {
  const noise = new Float32Array(BLOCK);
  for (let first = 0; first < pictures.length; first += BLOCK) {
    const pixels = pictures.subarray(first, first + BLOCK);
    const drawn = noise.subarray(0, pixels.length);
    random.normals(drawn);
    change(pixels, drawn);
  }
}

function clip(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function eachPicture(pictures: Float32Array, change: (picture: Float32Array) => void): void {
  for (let first = 0; first < pictures.length; first += DIGIT_SIZE) {
    change(pictures.subarray(first, first + DIGIT_SIZE));
  }
}

function blank(
  picture: Float32Array,
  top: number,
  left: number,
  height: number,
  width: number,
): void {
  for (let y = top; y < top + height; y++) {
    picture.fill(0, SIDE * y + left, SIDE * y + left + width);
  }
}

/** Every square of `size` pixels a side becomes its mean. */
function coarsen(picture: Float32Array, size: number): void {
  for (let top = 0; top < SIDE; top += size) {
    for (let left = 0; left < SIDE; left += size) {
      let sum = 0;
      for (let y = top; y < top + size; y++) {
        for (let x = left; x < left + size; x++) sum += picture[SIDE * y + x] as number;
      }
      const mean = sum / size ** 2;
      for (let y = top; y < top + size; y++) {
        for (let x = left; x < left + size; x++) picture[SIDE * y + x] = mean;
      }
    }
  }
}

/** Sines and cosines of a wave's angle at each column, and of what each row adds to it. */
interface Wave {
  sinX: Float64Array;
  cosX: Float64Array;
  sinY: Float64Array;
  cosY: Float64Array;
}

/** A plane wave of random direction, length of 4 to 12 pixels, and phase. */
function waveOf(random: Random): Wave {
  const direction = random.uniform();
  const length = 4 + 8 * random.uniform();
  const phase = random.uniform();
  const [sinX, cosX] = turning(phase, cosineOfTurns(direction) / length);
  const [sinY, cosY] = turning(0, sineOfTurns(direction) / length);
  return { sinX, cosX, sinY, cosY };
}

/** Sines and cosines of 28 angles in equal steps, each from the one before, in turns. */
function turning(start: number, step: number): [Float64Array, Float64Array] {
  const [sines, cosines] = [new Float64Array(SIDE), new Float64Array(SIDE)];
  const [sinStep, cosStep] = [sineOfTurns(step), cosineOfTurns(step)];
  let [sin, cos] = [sineOfTurns(start), cosineOfTurns(start)];
  for (let i = 0; i < SIDE; i++) {
    sines[i] = sin;
    cosines[i] = cos;
    [sin, cos] = [sin * cosStep + cos * sinStep, cos * cosStep - sin * sinStep];
  }
  return [sines, cosines];
}

/** By the sine of a sum, which takes sines of the columns and rows in place of one for each pixel. */
function at({ sinX, cosX, sinY, cosY }: Wave, x: number, y: number): number {
  return (sinX[x] as number) * (cosY[y] as number) + (cosX[x] as number) * (sinY[y] as number);
}
