import { DIGIT_SIZE } from '../spec/shape.ts';
import { ALL_DIGITS } from '../spec/spec.ts';
import type { TestImages } from './state.ts';

/** One of the page's test images as 784 values from 0 to 1. */
export function testPicture(images: TestImages, index: number): Float32Array<ArrayBuffer> {
  const picture = new Float32Array(DIGIT_SIZE);
  // Not `Float32Array.from`, which takes ten times as long.
  for (let pixel = 0; pixel < DIGIT_SIZE; pixel += 1) {
    picture[pixel] = (images.pixels[index * DIGIT_SIZE + pixel] ?? 0) / 255;
  }
  return picture;
}

/** The first test image of each digit. */
interface TenDigits {
  /** Of the images, from digit 0 to 9. */
  indices: number[];
  /** The images one after the other, 784 values each. */
  originals: Float32Array<ArrayBuffer>;
}

const known = new WeakMap<TestImages, TenDigits>();

/** The first test image of each digit; worked out once, for it is asked for many times a second. */
export function tenDigits(images: TestImages): TenDigits {
  const before = known.get(images);
  if (before) return before;
  const indices = ALL_DIGITS.map((digit) => images.labels.indexOf(digit));
  const originals = new Float32Array(indices.length * DIGIT_SIZE);
  for (const [place, index] of indices.entries()) {
    originals.set(testPicture(images, index), place * DIGIT_SIZE);
  }
  const digits = { indices, originals };
  known.set(images, digits);
  return digits;
}
