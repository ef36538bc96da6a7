import { applyTo, type DenseLayers } from './dense-network.ts';
import { leadingEigenvectors } from './eigenvectors.ts';
import { PlainNetwork } from './plain-network.ts';

/** Rows projected at a time. */
const BATCH = 128;

/** Principal components of a cloud of points. */
export interface PrincipalComponents {
  /** `size` values. */
  mean: Float64Array;
  /** Row by row `count` × `size` values: unit vectors at right angles, the one of most variance first. */
  components: Float64Array;
  /** The variance along each component. */
  variances: Float64Array;
  /** The variance in all directions together. */
  totalVariance: number;
}

/** A cloud of points' centre, `size` values, and how these vary together, `size` × `size`. */
export interface Moments {
  mean: Float64Array;
  covariance: Float64Array;
}

/**
 * The `count` directions in which points vary most: eigenvectors of their covariance. Each component's
 * sign is the one that makes the sum of its values positive.
 * @param rows n × `size` values
 * @param count at most `size`
 */
export function principalComponents(
  rows: Float32Array,
  size: number,
  count: number,
): PrincipalComponents {
  const mean = meanOf(rows, size);
  return componentsOf({ mean, covariance: covarianceOf(rows, mean) }, count);
}

/** The same, given the points' moments. */
export function componentsOf({ mean, covariance }: Moments, count: number): PrincipalComponents {
  const size = mean.length;
  const { values, vectors } = leadingEigenvectors(covariance, size, count);
  for (let first = 0; first < vectors.length; first += size) {
    const vector = vectors.subarray(first, first + size);
    const sum = vector.reduce((sum, value) => sum + value, 0);
    if (sum < 0) for (let i = 0; i < size; i++) vector[i] = -(vector[i] as number);
  }
  let totalVariance = 0;
  for (let i = 0; i < size; i++) totalVariance += covariance[i * size + i] as number;
  // Rounding leaves variances of nothing on either side of it.
  const variances = values.map((value) => Math.max(0, value));
  return { mean, components: vectors, variances, totalVariance };
}

/** x ↦ C(x − mean), where points lie along the components: a layer of weights Cᵀ and biases −C mean. */
export function projection({ mean, components }: PrincipalComponents): DenseLayers {
  const size = mean.length;
  const units = components.length / size;
  const parameters = new Float64Array((size + 1) * units);
  for (let c = 0; c < units; c++) {
    let bias = 0;
    for (let i = 0; i < size; i++) {
      const weight = components[c * size + i] as number;
      parameters[i * units + c] = weight;
      bias -= weight * (mean[i] as number);
    }
    parameters[size * units + c] = bias;
  }
  return { widths: [size, units], parameters };
}

/**
 * Where points lie along the components, in readable loops.
 * @param rows n × `size` values
 * @returns n × count values
 */
export function project(rows: Float32Array, pca: PrincipalComponents): Float32Array<ArrayBuffer> {
  return applyTo(new PlainNetwork(projection(pca), BATCH), rows);
}

/** The points of the components' space back where they came from, as a layer. */
export function backProjection({ mean, components }: PrincipalComponents): DenseLayers {
  const size = mean.length;
  const parameters = new Float64Array(components.length + size);
  parameters.set(components);
  parameters.set(mean, components.length);
  return { widths: [components.length / size, size], parameters };
}

function meanOf(rows: Float32Array, size: number): Float64Array {
  const mean = new Float64Array(size);
  const count = rows.length / size;
  for (const [i, value] of rows.entries()) mean[i % size] = (mean[i % size] as number) + value;
  return mean.map((sum) => sum / count);
}

/** Points whose products are added up at a time: four take half the time of one by one. */
const TOGETHER = 4;

/** Of n points, divided by n; `size` × `size`. */
function covarianceOf(rows: Float32Array, mean: Float64Array): Float64Array {
  const size = mean.length;
  const count = rows.length / size;
  const covariance = new Float64Array(size * size);
  // Points that are missing from the last four stay in the centre, where they add nothing.
  const centred = Array.from({ length: TOGETHER }, () => new Float64Array(size));
  for (let first = 0; first < count; first += TOGETHER) {
    for (const [k, point] of centred.entries()) {
      const row = (first + k) * size;
      for (let i = 0; i < size; i++) {
        point[i] = first + k < count ? (rows[row + i] as number) - (mean[i] as number) : 0;
      }
    }
    addProducts(covariance, size, centred);
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const value = (covariance[i * size + j] as number) / count;
      covariance[i * size + j] = value;
      covariance[j * size + i] = value;
    }
  }
  return covariance;
}

/** Adds each of four points times itself to the lower triangle of `sums`. */
function addProducts(
  products: Float64Array,
  size: number,
  [a, b, c, d]: readonly Float64Array[],
): void {
  if (!a || !b || !c || !d) return;
  for (let i = 0; i < size; i++) {
    const row = i * size;
    const [ai, bi, ci, di] = [a[i] as number, b[i] as number, c[i] as number, d[i] as number];
    for (let j = 0; j <= i; j++) {
      products[row + j] =
        (products[row + j] as number) +
        ai * (a[j] as number) +
        bi * (b[j] as number) +
        ci * (c[j] as number) +
        di * (d[j] as number);
    }
  }
}
