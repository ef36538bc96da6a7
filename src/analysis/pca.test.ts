import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { expect, it } from 'vitest';
import { createRandom } from '../data/random.ts';
import { applyTo } from './dense-network.ts';
import { backProjection, type PrincipalComponents, principalComponents, project } from './pca.ts';
import { PlainNetwork } from './plain-network.ts';

const random = createRandom(1, 'pca');

const backProject = (points: Float32Array, pca: PrincipalComponents) =>
  applyTo(new PlainNetwork(backProjection(pca), 64), points);

/** A cloud around (5, −2) that is three times as long as it is wide, turned by 30°. */
const cloud = Float32Array.from({ length: 4000 * 2 });
for (let row = 0; row < 4000; row++) {
  const [along, across] = [3 * random.normal(), random.normal()];
  cloud[2 * row] = 5 + along * Math.cos(Math.PI / 6) - across * Math.sin(Math.PI / 6);
  cloud[2 * row + 1] = -2 + along * Math.sin(Math.PI / 6) + across * Math.cos(Math.PI / 6);
}

it('finds the centre, the direction and the width of a turned ellipse', () => {
  const { mean, components, variances, totalVariance } = principalComponents(cloud, 2, 2);
  expect(mean[0]).toBeCloseTo(5, 0);
  expect(mean[1]).toBeCloseTo(-2, 0);
  expect(components[0]).toBeCloseTo(Math.cos(Math.PI / 6), 1);
  expect(components[1]).toBeCloseTo(Math.sin(Math.PI / 6), 1);
  expect(Math.sqrt(variances[0] ?? 0)).toBeCloseTo(3, 0);
  expect(Math.sqrt(variances[1] ?? 0)).toBeCloseTo(1, 0);
  expect(totalVariance).toBeCloseTo((variances[0] ?? 0) + (variances[1] ?? 0), 6);
});

it('goes there and back without loss with as many components as dimensions', () => {
  const rows = Float32Array.from({ length: 50 * 6 }, () => random.normal());
  const pca = principalComponents(rows, 6, 6);
  const back = backProject(project(rows, pca), pca);
  for (const [i, value] of rows.entries()) expect(back[i]).toBeCloseTo(value, 5);
});

it('loses with fewer components just the variance that they leave out', () => {
  const rows = Float32Array.from({ length: 200 * 6 }, (_, i) => (1 + (i % 6)) * random.normal());
  const pca = principalComponents(rows, 6, 2);
  const back = backProject(project(rows, pca), pca);
  const lost = rows.reduce((sum, value, i) => sum + (value - (back[i] ?? 0)) ** 2, 0) / 200;
  const kept = pca.variances.reduce((sum, variance) => sum + variance, 0);
  expect(lost).toBeCloseTo(pca.totalVariance - kept, 3);
});

it('gives directions of length 1 at right angles, also where nothing varies', () => {
  const rows = Float32Array.from({ length: 100 * 4 }, (_, i) => (i % 4 < 2 ? random.normal() : 7));
  const { components, variances } = principalComponents(rows, 4, 4);
  for (let a = 0; a < 4; a++) {
    for (let b = 0; b < 4; b++) {
      let dot = 0;
      for (let i = 0; i < 4; i++)
        dot += (components[a * 4 + i] ?? 0) * (components[b * 4 + i] ?? 0);
      expect(dot).toBeCloseTo(a === b ? 1 : 0, 6);
    }
  }
  expect(variances[2]).toBeCloseTo(0, 8);
});

it('rebuilds points as well as the whole decomposition of their covariance does', () => {
  const size = 60;
  const rows = Float32Array.from(
    { length: 301 * size },
    (_, i) => 0.9 ** (i % size) * random.normal(),
  );
  const points = new Matrix(
    Array.from({ length: 301 }, (_, n) => [...rows.subarray(n * size, (n + 1) * size)]),
  ).center('column');
  const covariance = points.transpose().mmul(points).div(301);
  const { realEigenvalues } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const leftOut = realEigenvalues.slice(0, size - 8).reduce((sum, value) => sum + value, 0);

  const pca = principalComponents(rows, size, 8);
  const back = backProject(project(rows, pca), pca);
  const lost = rows.reduce((sum, value, i) => sum + (value - (back[i] ?? 0)) ** 2, 0) / 301;
  expect(lost).toBeCloseTo(leftOut, 6);
  for (const [c, variance] of pca.variances.entries()) {
    expect(variance).toBeCloseTo(realEigenvalues[size - 1 - c] ?? 0, 10);
  }
  expect(pca.totalVariance).toBeCloseTo(covariance.trace(), 10);
});
