import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

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
  covariance: Matrix;
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
  // Eigenvalues in ascending order, each with its vector in the column of the same number.
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, {
    assumeSymmetric: true,
  });
  const components = new Float64Array(count * size);
  const variances = new Float64Array(count);
  for (let place = 0; place < count; place++) {
    const column = size - 1 - place;
    variances[place] = Math.max(0, realEigenvalues[column] ?? 0);
    const vector = eigenvectorMatrix.getColumn(column);
    const sign = vector.reduce((sum, value) => sum + value, 0) < 0 ? -1 : 1;
    for (const [i, value] of vector.entries()) components[place * size + i] = sign * value;
  }
  return { mean, components, variances, totalVariance: covariance.trace() };
}

/** The first `count` of the components. */
export function firstComponents(pca: PrincipalComponents, count: number): PrincipalComponents {
  return {
    ...pca,
    components: pca.components.subarray(0, count * pca.mean.length),
    variances: pca.variances.subarray(0, count),
  };
}

/**
 * Where points lie along the components.
 * @param rows n × size values
 * @returns n × count values
 */
export function project(
  rows: Float32Array,
  { mean, components }: PrincipalComponents,
): Float32Array<ArrayBuffer> {
  const size = mean.length;
  const count = components.length / size;
  const points = new Float32Array((rows.length / size) * count);
  for (let place = 0; place < points.length; place++) {
    const row = Math.floor(place / count) * size;
    const component = (place % count) * size;
    let sum = 0;
    for (let i = 0; i < size; i++) {
      const centred = (rows[row + i] as number) - (mean[i] as number);
      sum += centred * (components[component + i] as number);
    }
    points[place] = sum;
  }
  return points;
}

/**
 * The points of the components' space back where they came from.
 * @param points n × count values
 * @returns n × size values
 */
export function backProject(
  points: Float32Array,
  { mean, components }: PrincipalComponents,
): Float32Array<ArrayBuffer> {
  const size = mean.length;
  const count = components.length / size;
  const rows = new Float32Array((points.length / count) * size);
  for (let place = 0; place < rows.length; place++) {
    const point = Math.floor(place / size) * count;
    const i = place % size;
    let sum = mean[i] as number;
    for (let c = 0; c < count; c++) {
      sum += (points[point + c] as number) * (components[c * size + i] as number);
    }
    rows[place] = sum;
  }
  return rows;
}

function meanOf(rows: Float32Array, size: number): Float64Array {
  const mean = new Float64Array(size);
  const count = rows.length / size;
  for (const [i, value] of rows.entries()) mean[i % size] = (mean[i % size] as number) + value;
  return mean.map((sum) => sum / count);
}

/** Of n points, divided by n; `size` × `size`. */
function covarianceOf(rows: Float32Array, mean: Float64Array): Matrix {
  const size = mean.length;
  const count = rows.length / size;
  const sums = new Float64Array(size * size);
  const centred = new Float64Array(size);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < size; i++) {
      centred[i] = (rows[row * size + i] as number) - (mean[i] as number);
    }
    for (let i = 0; i < size; i++) {
      const value = centred[i] as number;
      // A pixel that no digit reaches adds nothing.
      if (value === 0) continue;
      for (let j = 0; j <= i; j++) {
        sums[i * size + j] = (sums[i * size + j] as number) + value * (centred[j] as number);
      }
    }
  }
  const at = (i: number, j: number) => (sums[i * size + j] as number) / count;
  const covariance = new Matrix(size, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) covariance.set(i, j, i >= j ? at(i, j) : at(j, i));
  }
  return covariance;
}
