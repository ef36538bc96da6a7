import { UMAP } from 'umap-js';
import type { Random } from '../data/random.ts';
import type { CodePlane } from '../spec/code-plane.ts';
import { alignment, turnPairs } from './align.ts';
import { principalComponents, project } from './pca.ts';

/** Codes laid out in the plane: n × 2 values; UMAP's layout is no plane that could be decoded. */
export interface LatentMap {
  points: Float32Array<ArrayBuffer>;
  plane: CodePlane | null;
}

/** A code of two units is a map already. */
export function mapOfUnits(codes: Float32Array): LatentMap {
  return {
    points: Float32Array.from(codes),
    plane: { origin: new Float32Array(2), axes: Float32Array.of(1, 0, 0, 1), share: 1 },
  };
}

/**
 * The plane in which codes vary most.
 * @param codes n × `size` values
 * @param before the points of the map before, n × 2, which the new ones are turned towards
 */
export function mapByComponents(
  codes: Float32Array,
  size: number,
  before: Float32Array | null,
): LatentMap {
  const pca = principalComponents(codes, size, Math.min(2, size));
  const flat = project(codes, pca);
  const points = size > 1 ? flat : spread(flat);
  const axes = new Float32Array(2 * size);
  for (const [i, value] of pca.components.entries()) {
    axes[2 * (i % size) + Math.floor(i / size)] = value;
  }
  if (before?.length === points.length && size > 1) {
    const turn = alignment(before, points);
    turnPairs(points, turn);
    turnPairs(axes, turn);
  }
  const kept = pca.variances.reduce((sum, variance) => sum + variance, 0);
  const share = pca.totalVariance > 0 ? kept / pca.totalVariance : 1;
  return { points, plane: { origin: Float32Array.from(pca.mean), axes, share } };
}

/** Numbers as points on a line. */
function spread(values: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: 2 * values.length }, (_, i) =>
    i % 2 === 0 ? (values[i / 2] as number) : 0,
  );
}

/** Steps of UMAP between two looks at who waits. */
const EPOCHS_A_TURN = 20;

/**
 * UMAP: neighbours stay neighbours, distances and directions mean little.
 * Source: McInnes, Healy, Melville (2018), arXiv:1802.03426, with its 15 neighbours and distance 0.1.
 * @param codes n × `size` values, n at least 16
 * @param before as in `mapByComponents`
 * @param onTurn told how much is done, 0 to 1; may reject to give up
 */
export async function mapByNeighbours(
  codes: Float32Array,
  size: number,
  {
    before,
    random,
    onTurn,
  }: {
    before: Float32Array | null;
    random: Random;
    onTurn(done: number): Promise<void>;
  },
): Promise<LatentMap> {
  const rows = Array.from({ length: codes.length / size }, (_, row) =>
    Array.from(codes.subarray(row * size, (row + 1) * size)),
  );
  const umap = new UMAP({ nComponents: 2, nNeighbors: 15, minDist: 0.1, random: random.uniform });
  const epochs = umap.initializeFit(rows);
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    if (epoch % EPOCHS_A_TURN === 0) await onTurn(epoch / epochs);
  }
  const points = Float32Array.from(umap.getEmbedding().flat());
  if (before?.length === points.length) turnPairs(points, alignment(before, points));
  return { points, plane: null };
}
