import { describe, expect, it } from 'vitest';
import { createRandom } from '../data/random.ts';
import { chancesOf, classify, learn, newClassifier } from './classifier.ts';
import type { DenseNetwork } from './dense-network.ts';
import { PlainNetwork } from './plain-network.ts';

const random = createRandom(1, 'classifier test');

const BATCH = 7;

/** A third of the values is 0, as paper is. */
function fillRows({ rows }: DenseNetwork): void {
  for (const i of rows.keys()) rows[i] = random.uniform() < 1 / 3 ? 0 : random.normal();
}

const lossOf = (network: DenseNetwork, labels: Uint8Array) => {
  const chances = chancesOf(network, labels.length);
  return labels.reduce((sum, label, n) => sum - Math.log(chances[10 * n + label] ?? 0), 0);
};

describe.each([0, 6])('with %i hidden units', (hidden) => {
  const layers = newClassifier(5, hidden, random);
  const network = new PlainNetwork(layers, BATCH);

  it('gives each row ten chances that add up to 1', () => {
    fillRows(network);
    const chances = chancesOf(network, 7);
    for (let n = 0; n < 7; n++) {
      const row = chances.subarray(10 * n, 10 * (n + 1));
      expect(row.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
    }
  });

  // Batches of every rest by four, which rows are added by.
  it.each([1, 2, 3, 4, 7])('has the gradient of finite differences, %i rows', (count) => {
    fillRows(network);
    const labels = Uint8Array.from({ length: count }, (_, n) => (3 * n) % 10);
    const { loss, gradient } = learn(network, labels);
    expect(loss).toBeCloseTo(lossOf(network, labels) / count, 12);
    const { parameters } = layers;
    for (const at of parameters.keys()) {
      const before = parameters[at] as number;
      const lossAt = (value: number) => {
        parameters[at] = value;
        return lossOf(network, labels) / count;
      };
      const slope = (lossAt(before + 1e-6) - lossAt(before - 1e-6)) / 2e-6;
      parameters[at] = before;
      expect(gradient[at]).toBeCloseTo(slope, 6);
    }
  });
});

/** Softmax regression whose weights and biases are zero but for these. */
function regression(inputs: number, weights: Record<number, number>, batch: number): DenseNetwork {
  const parameters = new Float64Array(10 * (inputs + 1));
  for (const [at, weight] of Object.entries(weights)) parameters[Number(at)] = weight;
  return new PlainNetwork({ widths: [inputs, 10], parameters }, batch);
}

it('does not overflow where sums are large', () => {
  const network = regression(1, { 7: 5000 }, 1);
  network.rows[0] = 1;
  expect(chancesOf(network, 1)[7]).toBe(1);
});

it('names the most likely digit', () => {
  const network = regression(2, { 4: 1, 19: 1 }, 2);
  network.rows.set([3, 1, 1, 3]);
  expect(classify(network, 2)).toEqual(Uint8Array.of(4, 9));
});
