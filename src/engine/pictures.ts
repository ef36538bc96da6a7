import { DIGIT_SIZE } from '../spec/shape.ts';

/** Numbers of either precision, written in place. */
export type Floats = Float32Array | Float64Array;

/**
 * Writes images as grey values from 0 (paper) to 1 (ink).
 * @param images 784 bytes an image
 * @param indices which images, in the order they are wanted
 * @param grey indices.length × 784 values
 */
export function gatherGrey(images: Uint8Array, indices: Uint32Array, grey: Floats): void {
  for (let n = 0; n < indices.length; n++) {
    const image = (indices[n] as number) * DIGIT_SIZE;
    for (let i = 0; i < DIGIT_SIZE; i++) {
      grey[n * DIGIT_SIZE + i] = (images[image + i] as number) / 255;
    }
  }
}

/** Writes the bytes of images as grey values from 0 to 1. */
export function toGrey(bytes: Uint8Array, grey: Floats): void {
  for (let i = 0; i < bytes.length; i++) grey[i] = (bytes[i] as number) / 255;
}
