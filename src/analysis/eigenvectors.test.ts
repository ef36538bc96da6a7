import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../data/random.ts';
import { leadingEigenvectors } from './eigenvectors.ts';

const random = createRandom(1, 'eigenvectors test');

/** A covariance whose variances fall by a tenth from one direction to the next, and pixels that are blank. */
function covariance(size: number): Matrix {
  const rows = new Matrix(3 * size, size);
  const mixing = new Matrix(size, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++)
      mixing.set(i, j, random.normal() * 0.95 ** i * Number(j % 7 > 0));
  }
  for (let i = 0; i < rows.rows; i++) {
    for (let j = 0; j < size; j++) rows.set(i, j, random.normal());
  }
  const points = rows.mmul(mixing);
  return points.transpose().mmul(points).div(rows.rows);
}

function diagonal(values: readonly number[]): Matrix {
  return Matrix.diag([...values]);
}

/** The same eigenvalues in other directions: QᵀAQ with one reflection for Q. */
function turned(matrix: Matrix): Matrix {
  const u = Matrix.columnVector(Array.from({ length: matrix.rows }, () => random.normal()));
  const q = Matrix.eye(matrix.rows).sub(u.mmul(u.transpose()).mul(2 / u.dot(u)));
  return q.mmul(matrix).mmul(q);
}

/** Wilkinson's W21+: nothing in it is near zero, and its largest eigenvalues agree in pairs to 14 digits. */
const wilkinson = new Matrix(21, 21);
for (let i = 0; i < 21; i++) {
  wilkinson.set(i, i, Math.abs(i - 10));
  if (i > 0) {
    wilkinson.set(i, i - 1, 1);
    wilkinson.set(i - 1, i, 1);
  }
}

const matrices = {
  'a covariance': covariance(120),
  'equal eigenvalues': turned(diagonal([5, 5, 5, 5, 2, 2, 1, 1, 1, 0, 0, 0])),
  'eigenvalues of both signs': turned(diagonal([3, 1, 1e-9, 0, 0, -2, -7])),
  'eigenvalues of very different size': turned(diagonal([1e6, 1e3, 1, 1e-3, 1e-6, 0])),
  'the same in all directions': Matrix.eye(9),
  nothing: Matrix.zeros(6, 6),
  'a diagonal in no order': diagonal([2, 0, 7, 0, 7, 3]),
  'one number': diagonal([4]),
  "Wilkinson's pairs": wilkinson,
  'one direction': turned(diagonal([1, 0, 0, 0, 0, 0, 0, 0])),
};

describe.each(Object.entries(matrices))('%s', (_name, matrix) => {
  const size = matrix.rows;
  const full = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const largest = Math.max(...full.realEigenvalues.map(Math.abs)) || 1;
  const flat = Float64Array.from(matrix.to1DArray());

  it.each([size, Math.ceil(size / 2), 1])('has the %i leading eigenvectors', (count) => {
    const { values, vectors } = leadingEigenvectors(flat, size, count);
    const rows = new Matrix(
      Array.from({ length: count }, (_, c) => [...vectors.subarray(c * size, (c + 1) * size)]),
    );

    const rounding = 1e-13 * largest;
    const expected = full.realEigenvalues.toReversed().slice(0, count);
    for (const [c, value] of expected.entries()) {
      expect(Math.abs((values[c] ?? 0) - value)).toBeLessThanOrEqual(rounding);
    }
    const angles = rows.mmul(rows.transpose()).sub(Matrix.eye(count));
    expect(angles.norm('max')).toBeLessThan(1e-13);
    const left = matrix.mmul(rows.transpose()).sub(rows.transpose().mmul(Matrix.diag([...values])));
    expect(left.norm('max')).toBeLessThanOrEqual(rounding);
  });
});

it('spans the same space as the whole decomposition', () => {
  const matrix = matrices['a covariance'];
  const [size, count] = [matrix.rows, 12];
  const { vectors } = leadingEigenvectors(Float64Array.from(matrix.to1DArray()), size, count);
  const rows = new Matrix(
    Array.from({ length: count }, (_, c) => [...vectors.subarray(c * size, (c + 1) * size)]),
  );
  const { eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const columns = eigenvectorMatrix.subMatrix(0, size - 1, size - count, size - 1);
  const [one, other] = [rows.transpose().mmul(rows), columns.mmul(columns.transpose())];
  expect(one.sub(other).norm('max')).toBeLessThan(1e-10);
});

it('reads the lower triangle alone, and leaves the matrix as it was', () => {
  const matrix = Float64Array.of(2, 99, 1, 2);
  const { values } = leadingEigenvectors(matrix, 2, 2);
  expect(values[0]).toBeCloseTo(3, 12);
  expect(values[1]).toBeCloseTo(1, 12);
  expect([...matrix]).toEqual([2, 99, 1, 2]);
});
