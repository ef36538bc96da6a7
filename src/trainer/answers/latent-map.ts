import { mapByComponents, mapByNeighbours, mapOfUnits } from '../../analysis/latent-map.ts';
import { createRandom } from '../../data/random.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Answer, Evidence } from './answers.ts';
import { testCodes } from './test-codes.ts';

export const latentMap: Answer<'latentMap'> = async ({ count, method, before }, evidence) => {
  const { codes, size, labels } = await testCodes({ count }, evidence);
  if (size > DIGIT_SIZE) {
    const [many, pixels] = [size, DIGIT_SIZE].map((value) => value.toLocaleString('en'));
    throw new Error(
      `The code has ${many} numbers, more than the ${pixels} pixels of a digit: choose a smaller code for a map of it.`,
    );
  }
  return { codes, size, labels, ...(await mapOf(codes, size, method, before, evidence)) };
};

async function mapOf(
  codes: Float32Array,
  size: number,
  method: 'pca' | 'umap',
  before: Float32Array | null,
  { spec, report, pause }: Evidence,
) {
  if (size === 2) return mapOfUnits(codes);
  if (method === 'pca') return mapByComponents(codes, size, before);
  const random = createRandom(spec.seed, 'umap');
  const onTurn = (done: number) => {
    report(done);
    return pause();
  };
  return mapByNeighbours(codes, size, { before, random, onTurn });
}
