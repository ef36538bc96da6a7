import type { LossKind } from '../spec/losses.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import { pixelLoss } from './pixel-loss.ts';

/** The mean of n images of 784 bytes, as values from 0 to 1. */
export function meanImage(images: Uint8Array): Float32Array<ArrayBuffer> {
  const weight = DIGIT_SIZE / (255 * images.length);
  const mean = new Float32Array(DIGIT_SIZE);
  for (let start = 0; start < images.length; start += DIGIT_SIZE) {
    for (let i = 0; i < DIGIT_SIZE; i++) {
      const byte = images[start + i] as number;
      if (byte !== 0) mean[i] = (mean[i] as number) + weight * byte;
    }
  }
  return mean;
}

/**
 * The loss of answering every picture with the mean image: what a network reaches that has learned
 * nothing about the single picture, and the yardstick for a run that went wrong.
 *
 * @param images n × 784 bytes
 */
export function meanImageLoss(images: Uint8Array, loss: LossKind): number {
  const mean = meanImage(images);
  const ofPixel = pixelLoss[loss];
  // Most pixels of a digit are blank, and cost the same in every image.
  const ofBlank = Float64Array.from(mean, (value) => ofPixel(value, 0));
  let sum = 0;
  for (let start = 0; start < images.length; start += DIGIT_SIZE) {
    for (let i = 0; i < DIGIT_SIZE; i++) {
      const byte = images[start + i] as number;
      sum += byte === 0 ? (ofBlank[i] as number) : ofPixel(mean[i] as number, byte / 255);
    }
  }
  return sum / images.length;
}
