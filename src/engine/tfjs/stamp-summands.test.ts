import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { LARGE, nearestInputs, SMALL, stampSummands } from '../../spec/upsampling.ts';

const inputs = [0.9, -0.2, 0.4, 0.7];
const small = () => tf.tensor4d(inputs, [1, SMALL, SMALL, 1]);

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('enlarging 2×2 to 4×4 as the page explains it', () => {
  it.each([2, 3, 4])(
    'is TensorFlow’s transposed convolution with a kernel of side %i',
    (kernel) => {
      const weights = Array.from({ length: kernel ** 2 }, (_, i) => 0.3 * i - 1);
      const filter = tf.tensor4d(weights, [kernel, kernel, 1, 1]);
      const expected = tf.conv2dTranspose(small(), filter, [1, LARGE, LARGE, 1], SMALL, 'same');
      const sums = stampSummands(kernel).map((summands) =>
        summands.reduce((sum, { input, weight }) => {
          return sum + (inputs[input] as number) * (weights[weight] as number);
        }, 0),
      );
      for (const [i, value] of expected.dataSync().entries()) expect(sums[i]).toBeCloseTo(value, 5);
    },
  );

  it('is TensorFlow’s nearest neighbour', () => {
    const expected = tf.image.resizeNearestNeighbor(small(), [LARGE, LARGE]);
    const values = nearestInputs().map((input) => inputs[input] as number);
    for (const [i, value] of expected.dataSync().entries()) expect(values[i]).toBeCloseTo(value, 5);
  });
});
