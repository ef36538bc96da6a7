import { describe, expect, it, vi } from 'vitest';
import { learn, newClassifier } from '../../analysis/classifier.ts';
import { accuracyOf, confusionOf } from '../../analysis/confusion.ts';
import { applyTo, type DenseLayers, type NewNetwork } from '../../analysis/dense-network.ts';
import { type Examples, standardizedExamples, standardOf } from '../../analysis/examples.ts';
import { PlainNetwork } from '../../analysis/plain-network.ts';
import { classifyAll, trainClassifier } from '../../analysis/train-classifier.ts';
import { createRandom } from '../../data/random.ts';
import { SimdNetwork } from '../../engine/simd/dense-network.ts';
import { hasSimd } from '../../engine/simd/features.ts';
import { networksHere } from './networks.ts';

vi.mock('../../engine/simd/features.ts', { spy: true });

const random = createRandom(1, 'networks');

const plainNetwork: NewNetwork = (layers) => new PlainNetwork(layers, 128);

/** Both kinds, which begin with the same parameters. */
async function twins(layers: DenseLayers) {
  const kernels = (await networksHere())(layers);
  expect(kernels).toBeInstanceOf(SimdNetwork);
  return [kernels, plainNetwork({ ...layers, parameters: layers.parameters.slice() })] as const;
}

/** The greatest distance between two lists, beside the greatest value. */
function distance(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
  expect(found).toHaveLength(wanted.length);
  let [most, far] = [0, 0];
  for (let i = 0; i < wanted.length; i++) {
    most = Math.max(most, Math.abs(wanted[i] ?? 0));
    far = Math.max(far, Math.abs((found[i] ?? 0) - (wanted[i] ?? 0)));
  }
  return far / most;
}

it('are JavaScript where WebAssembly has no SIMD', async () => {
  vi.mocked(hasSimd).mockReturnValueOnce(false);
  const network = (await networksHere())(newClassifier(3, 0, random));
  expect(network).toBeInstanceOf(PlainNetwork);
});

describe.each([0, 6, 64])('on the kernels, with %i hidden units', (hidden) => {
  it.each([
    { size: 5, zeros: 0 },
    { size: 32, zeros: 0 },
    { size: 33, zeros: 0.3 },
    { size: 784, zeros: 0.8 },
  ])('$size numbers have the losses and gradients of JavaScript', async ({ size, zeros }) => {
    const [kernels, plain] = await twins(newClassifier(size, hidden, random));
    for (const count of [128, 127, 1, 6, 128, 50]) {
      const rows = Float32Array.from({ length: count * size }, () =>
        random.uniform() < zeros ? 0 : random.normal(),
      );
      const labels = Uint8Array.from({ length: count }, () => Math.floor(10 * random.uniform()));
      // What lies behind an incomplete batch is none of its rows.
      for (const { rows: room } of [kernels, plain]) room.fill(1e6).set(rows);
      const [found, wanted] = [learn(kernels, labels), learn(plain, labels)];
      expect(found.loss).toBeCloseTo(wanted.loss, 5);
      expect(distance(found.gradient, wanted.gradient)).toBeLessThan(2e-5);
      for (const network of [kernels, plain]) network.update(0.001, 0.01);
    }
  });
});

it('take bytes as values from 0 to 1, row by row', async () => {
  const size = 48;
  const [kernels, plain] = await twins(newClassifier(size, 0, random));
  const bytes = Uint8Array.from({ length: 256 * size }, (_, i) => i);
  for (const network of [kernels, plain]) {
    network.rows.fill(-1);
    for (const n of [2, 0, 1, 7, 127]) {
      network.putBytes(n, bytes.subarray(n * size, (n + 1) * size));
    }
  }
  expect(distance(kernels.rows, plain.rows)).toBeLessThan(2e-7);
});

it('give any number of rows what JavaScript gives', async () => {
  const parameters = Float64Array.from({ length: 33 * 784 + 784 }, () => random.normal());
  const [kernels, plain] = await twins({ widths: [33, 784], parameters });
  const rows = Float32Array.from({ length: 301 * 33 }, () => random.normal());
  expect(distance(applyTo(kernels, rows), applyTo(plain, rows))).toBeLessThan(1e-6);
});

/** Ten clouds that overlap. */
function clouds(count: number, size: number): Examples {
  const centres = Float64Array.from({ length: 10 * size }, () => random.normal());
  const labels = Uint8Array.from({ length: count }, (_, n) => n % 10);
  const values = Float32Array.from({ length: count * size }, (_, i) => {
    const label = Math.floor(i / size) % 10;
    return (centres[label * size + (i % size)] ?? 0) + 1.7 * random.normal();
  });
  return standardizedExamples(values, labels, standardOf(values, size));
}

it.each([0, 64])('trains with %i hidden units as JavaScript does', async (hidden) => {
  const examples = clouds(1300, 13);
  const kernels = await networksHere();
  const [found = 0, wanted = 0] = await Promise.all(
    [kernels, plainNetwork].map(async (newNetwork) => {
      const network = await trainClassifier(
        examples,
        Uint32Array.from({ length: 900 }, (_, n) => n),
        { hidden, random: createRandom(1, 'training'), newNetwork, onTurn: async () => {} },
      );
      return accuracyOf(confusionOf(classifyAll(network, examples), examples.labels));
    }),
  );
  // Neither by guessing nor by an easy task.
  expect(wanted).toBeGreaterThan(0.5);
  expect(wanted).toBeLessThan(0.97);
  expect(Math.abs(found - wanted)).toBeLessThan(0.01);
});
