import { BCE_EPSILON, type LossKind } from '../spec/losses.ts';

/** What one pixel adds to a loss: how far a prediction p is from its target t, both from 0 to 1. */
export const pixelLoss = {
  binaryCrossentropy: (p, t) => {
    const clipped = Math.min(Math.max(p, BCE_EPSILON), 1 - BCE_EPSILON);
    // Four pixels in five are paper, of which one logarithm is multiplied by zero.
    if (t === 0) return -Math.log(1 - clipped);
    return -t * Math.log(clipped) - (1 - t) * Math.log(1 - clipped);
  },
  meanSquaredError: (p, t) => (p - t) ** 2,
  meanAbsoluteError: (p, t) => Math.abs(p - t),
} satisfies Record<LossKind, (prediction: number, target: number) => number>;

/** The sum over all pixels of some pictures. */
export function lossSum(predictions: Float32Array, targets: Float32Array, loss: LossKind): number {
  const ofPixel = pixelLoss[loss];
  let sum = 0;
  for (let i = 0; i < targets.length; i++) {
    sum += ofPixel(predictions[i] as number, targets[i] as number);
  }
  return sum;
}
