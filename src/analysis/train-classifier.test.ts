import { expect, it } from 'vitest';
import { createRandom } from '../data/random.ts';
import { accuracyOf, confusionOf } from './confusion.ts';
import type { Examples } from './examples.ts';
import { PlainNetwork } from './plain-network.ts';
import { classifyAll, trainClassifier } from './train-classifier.ts';

/** Points in the plane, whose digit is 1 where both coordinates have the same sign, else 0. */
function quarters(count: number): Examples {
  const random = createRandom(1, 'quarters');
  const points = Float64Array.from({ length: 2 * count }, () => 2 * random.uniform() - 1);
  const at = (n: number) => points.subarray(2 * n, 2 * n + 2);
  return {
    size: 2,
    labels: Uint8Array.from({ length: count }, (_, n) =>
      (at(n)[0] ?? 0) * (at(n)[1] ?? 0) > 0 ? 1 : 0,
    ),
    gather(indices, { rows }) {
      for (const [n, index] of indices.entries()) rows.set(at(index), 2 * n);
    },
  };
}

async function accuracy(hidden: number): Promise<{ share: number; turns: number[] }> {
  const examples = quarters(2000);
  const turns: number[] = [];
  const classifier = await trainClassifier(
    examples,
    Uint32Array.from({ length: 1500 }, (_, n) => n),
    {
      hidden,
      random: createRandom(1, 'weights'),
      newNetwork: (layers) => new PlainNetwork(layers, 128),
      onTurn: async (done) => {
        turns.push(done);
      },
    },
  );
  const share = accuracyOf(confusionOf(classifyAll(classifier, examples), examples.labels));
  return { share, turns };
}

it('learns with a hidden layer what no straight line divides', async () => {
  const { share, turns } = await accuracy(32);
  expect(share).toBeGreaterThan(0.95);
  expect(turns.at(-1)).toBe(1);
  expect(turns).toEqual(turns.toSorted((a, b) => a - b));
});

it('stays near chance by softmax regression, which draws straight lines', async () => {
  expect((await accuracy(0)).share).toBeLessThan(0.65);
});

it('counts what was taken for what', () => {
  const confusion = confusionOf(Uint8Array.of(1, 2, 2, 9), Uint8Array.of(1, 2, 3, 9));
  expect(confusion[11]).toBe(1);
  expect(confusion[32]).toBe(1);
  expect(accuracyOf(confusion)).toBe(0.75);
});
