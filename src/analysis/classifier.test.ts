import { describe, expect, it } from 'vitest';
import { createRandom } from '../data/random.ts';
import { type Classifier, classify, forward, learn, newClassifier } from './classifier.ts';
import type { DenseLayer } from './dense-layer.ts';

const random = createRandom(1, 'classifier test');

function rowsOf(count: number, size: number): Float64Array {
  // A third of the values is 0, as paper is.
  return Float64Array.from({ length: count * size }, () =>
    random.uniform() < 1 / 3 ? 0 : random.normal(),
  );
}

const lossOf = (classifier: Classifier, rows: Float64Array, labels: Uint8Array) => {
  const chances = forward(classifier, rows, labels.length).at(-1) ?? new Float64Array(0);
  return labels.reduce((sum, label, n) => sum - Math.log(chances[10 * n + label] ?? 0), 0);
};

describe.each([0, 6])('with %i hidden units', (hidden) => {
  const size = 5;
  const classifier = newClassifier(size, hidden, random);

  it('gives each row ten chances that add up to 1', () => {
    const chances = forward(classifier, rowsOf(7, size), 7).at(-1) ?? new Float64Array(0);
    for (let n = 0; n < 7; n++) {
      const row = chances.subarray(10 * n, 10 * (n + 1));
      expect(row.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
    }
  });

  // Batches of every rest by four, which rows are added by.
  it.each([1, 2, 3, 4, 7])('has the gradient of finite differences, %i rows', (count) => {
    const rows = rowsOf(count, size);
    const labels = Uint8Array.from({ length: count }, (_, n) => (3 * n) % 10);
    const gradients = classifier.layers.map(({ values }) => new Float64Array(values.length));
    const loss = learn(classifier, rows, labels, gradients);
    expect(loss).toBeCloseTo(lossOf(classifier, rows, labels) / count, 12);
    for (const [i, { values }] of classifier.layers.entries()) {
      for (const at of values.keys()) {
        const before = values[at] as number;
        const lossAt = (value: number) => {
          values[at] = value;
          return lossOf(classifier, rows, labels) / count;
        };
        const slope = (lossAt(before + 1e-6) - lossAt(before - 1e-6)) / 2e-6;
        values[at] = before;
        expect(gradients[i]?.[at]).toBeCloseTo(slope, 6);
      }
    }
  });
});

it('does not overflow where sums are large', () => {
  const layer: DenseLayer = { inputs: 1, units: 10, values: new Float64Array(20) };
  layer.values[7] = 5000;
  expect(forward({ layers: [layer] }, Float64Array.of(1), 1)[0]?.[7]).toBe(1);
});

it('names the most likely digit', () => {
  const layer: DenseLayer = { inputs: 2, units: 10, values: new Float64Array(30) };
  layer.values[4] = 1;
  layer.values[10 + 9] = 1;
  expect(classify({ layers: [layer] }, Float64Array.of(3, 1, 1, 3), 2)).toEqual(
    Uint8Array.of(4, 9),
  );
});
