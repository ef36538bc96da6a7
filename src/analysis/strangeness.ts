import type { ScoreKind } from '../spec/scores.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import { lossSum } from './pixel-loss.ts';

type Score = (prediction: Float32Array, target: Float32Array) => number;

const scoreOf = {
  relative: (p, t) => lossSum(p, t, 'meanSquaredError') / Math.max(LEAST_INK, ink(t)),
  squared: (p, t) => lossSum(p, t, 'meanSquaredError') / DIGIT_SIZE,
  crossEntropy: (p, t) => lossSum(p, t, 'binaryCrossentropy') / DIGIT_SIZE,
} satisfies Record<ScoreKind, Score>;

/** An empty pad has no ink to divide by: one full pixel is the least that counts. */
const LEAST_INK = 1;

/**
 * How strange each picture is to the network that made the predictions.
 * @param predictions n × 784 values
 * @param targets what they should have been, likewise
 * @returns n scores
 */
export function strangeness(
  predictions: Float32Array,
  targets: Float32Array,
  kind: ScoreKind,
): Float32Array<ArrayBuffer> {
  const scores = new Float32Array(targets.length / DIGIT_SIZE);
  for (let n = 0; n < scores.length; n++) {
    const [from, to] = [n * DIGIT_SIZE, (n + 1) * DIGIT_SIZE];
    scores[n] = scoreOf[kind](predictions.subarray(from, to), targets.subarray(from, to));
  }
  return scores;
}

function ink(picture: Float32Array): number {
  return picture.reduce((sum, value) => sum + value, 0);
}
