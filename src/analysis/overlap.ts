import { DIGIT_SIZE } from '../spec/shape.ts';

/** An output from here on says that a pixel belongs to the mask. */
const THRESHOLD = 0.5;

/**
 * Intersection over union of the masks that a network gives and the right ones: of the pixels in one
 * of two masks, the share that is in both; the mean over the pictures. Two empty masks overlap fully.
 * Source: Jaccard, "Étude comparative de la distribution florale" (1901).
 *
 * @param outputs n × 784 values from 0 to 1
 * @param masks n × 784 numbers, above 0 in the mask
 */
export function intersectionOverUnion(
  outputs: ArrayLike<number>,
  masks: ArrayLike<number>,
): number {
  const count = outputs.length / DIGIT_SIZE;
  let sum = 0;
  for (let picture = 0; picture < count; picture++) {
    let both = 0;
    let either = 0;
    for (let i = picture * DIGIT_SIZE; i < (picture + 1) * DIGIT_SIZE; i++) {
      const given = (outputs[i] as number) >= THRESHOLD;
      const right = (masks[i] as number) > 0;
      both += Number(given && right);
      either += Number(given || right);
    }
    sum += either > 0 ? both / either : 1;
  }
  return sum / count;
}
