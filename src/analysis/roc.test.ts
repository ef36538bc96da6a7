import { expect, it } from 'vitest';
import { createRandom } from '../data/random.ts';
import { areaUnderCurve, rocCurve } from './roc.ts';

const normal = Float32Array.of(1, 2, 3, 4);
const strange = Float32Array.of(3, 5, 6);

it('goes from a threshold that nothing reaches to one that all do, ties together', () => {
  expect(rocCurve(normal, strange, 100)).toEqual([
    { threshold: Number.POSITIVE_INFINITY, caught: 0, falseAlarms: 0 },
    { threshold: 6, caught: 1 / 3, falseAlarms: 0 },
    { threshold: 5, caught: 2 / 3, falseAlarms: 0 },
    { threshold: 4, caught: 2 / 3, falseAlarms: 1 / 4 },
    { threshold: 3, caught: 1, falseAlarms: 2 / 4 },
    { threshold: 2, caught: 1, falseAlarms: 3 / 4 },
    { threshold: 1, caught: 1, falseAlarms: 1 },
  ]);
});

it('has the area of all pairs in which the strange one scores higher, ties half', () => {
  // 3 wins over 1 and 2 and ties with 3; 5 and 6 win over all: (2.5 + 4 + 4) / 12.
  expect(areaUnderCurve(normal, strange)).toBeCloseTo(10.5 / 12, 12);
  expect(areaUnderCurve(strange, normal)).toBeCloseTo(1.5 / 12, 12);
  expect(areaUnderCurve(normal, normal)).toBeCloseTo(0.5, 12);
});

it('has the area that lies under the curve', () => {
  const random = createRandom(1, 'roc');
  const a = Float32Array.from({ length: 500 }, () => Math.round(20 * random.uniform()));
  const b = Float32Array.from({ length: 300 }, () => Math.round(20 * random.uniform()) + 4);
  const points = rocCurve(a, b, 1000);
  let area = 0;
  for (const [i, point] of points.entries()) {
    const before = points[i - 1];
    if (!before) continue;
    area += ((point.caught + before.caught) / 2) * (point.falseAlarms - before.falseAlarms);
  }
  expect(areaUnderCurve(a, b)).toBeCloseTo(area, 10);
});

it('keeps both ends where points are left out', () => {
  const many = Float32Array.from({ length: 1000 }, (_, i) => i);
  const points = rocCurve(many, many, 20);
  expect(points).toHaveLength(20);
  expect(points[0]?.caught).toBe(0);
  expect(points.at(-1)?.caught).toBe(1);
});
