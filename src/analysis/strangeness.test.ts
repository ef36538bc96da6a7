import { expect, it } from 'vitest';
import { strangeness } from './strangeness.ts';

/** Two pictures: one of four full pixels, and an empty one. */
const targets = new Float32Array(2 * 784);
targets.fill(1, 0, 4);
/** Of the first one half a pixel is missing, and in the second one two pixels are half full. */
const predictions = Float32Array.from(targets);
predictions[0] = 0.5;
predictions.fill(0.5, 784, 786);

it('divides the squared error by the pixels, or by the ink', () => {
  const [first, second] = strangeness(predictions, targets, 'squared');
  expect(first).toBeCloseTo(0.25 / 784, 9);
  expect(second).toBeCloseTo(0.5 / 784, 9);
  const [thin, empty] = strangeness(predictions, targets, 'relative');
  expect(thin).toBeCloseTo(0.25 / 4, 7);
  // Without ink, by one full pixel.
  expect(empty).toBeCloseTo(0.5, 7);
});

it('takes cross-entropy as Keras does', () => {
  const [first] = strangeness(predictions, targets, 'crossEntropy');
  expect(first).toBeCloseTo(Math.log(2) / 784, 5);
});
