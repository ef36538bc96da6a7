import type { LossKind } from '../spec/losses.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import { pixelLoss } from './pixel-loss.ts';

/** The mean of n images of 784 bytes, as values from 0 to 1. */
export function meanImage(images: Uint8Array): Float32Array<ArrayBuffer> {
  const count = images.length / DIGIT_SIZE;
  const mean = new Float32Array(DIGIT_SIZE);
  for (let i = 0; i < images.length; i++) {
    mean[i % DIGIT_SIZE] = (mean[i % DIGIT_SIZE] ?? 0) + (images[i] ?? 0) / (255 * count);
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
  let sum = 0;
  for (let i = 0; i < images.length; i++) {
    sum += pixelLoss[loss](mean[i % DIGIT_SIZE] ?? 0, (images[i] ?? 0) / 255);
  }
  return sum / images.length;
}
