import { DIGIT_SIZE } from '../spec/shape.ts';
import { ALL_DIGITS } from '../spec/spec.ts';
import type { TestImages } from './state.ts';

/** One of the page's test images as 784 values from 0 to 1. */
export function testPicture(images: TestImages, index: number): Float32Array<ArrayBuffer> {
  const bytes = images.pixels.subarray(index * DIGIT_SIZE, (index + 1) * DIGIT_SIZE);
  return Float32Array.from(bytes, (byte) => byte / 255);
}

/** The first test image of each digit, 0 to 9. */
export function firstOfEachDigit(images: TestImages): number[] {
  return ALL_DIGITS.map((digit) => images.labels.indexOf(digit));
}

/** Several test images one after the other, 784 values each. */
export function testPictures(images: TestImages, indices: number[]): Float32Array<ArrayBuffer> {
  const pictures = new Float32Array(indices.length * DIGIT_SIZE);
  for (const [place, index] of indices.entries()) {
    pictures.set(testPicture(images, index), place * DIGIT_SIZE);
  }
  return pictures;
}
