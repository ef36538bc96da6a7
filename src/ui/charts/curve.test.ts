import { expect, test } from 'vitest';
import { lossDomain, thin } from './curve.ts';

const point = (step: number, training: number | null, validation: number | null = null) => ({
  step,
  epoch: step / 100,
  training,
  penalties: {},
  validation,
});

test('a short curve is kept as it is', () => {
  const history = [point(1, 0.5), point(2, 0.4)];
  expect(thin(history, 150)).toEqual(history);
});

test('a long curve keeps its end, its means and its validation losses', () => {
  const history = Array.from({ length: 1000 }, (_, step) =>
    point(step + 1, step % 2, step === 502 ? 0.3 : null),
  );
  const thinned = thin(history, 150);
  expect(thinned.length).toBeLessThanOrEqual(150);
  expect(thinned.at(-1)?.step).toBe(1000);
  expect(thinned.filter(({ validation }) => validation !== null)).toHaveLength(1);
  expect(thinned[0]?.training).toBeCloseTo(3 / 7, 5);
});

test('the linear axis leaves the first fall out, the logarithmic one shows it', () => {
  const history = [point(0, 0.7), ...Array.from({ length: 39 }, (_, step) => point(step + 1, 0.1))];
  expect(lossDomain(history, false)[1]).toBeLessThan(0.2);
  expect(lossDomain(history, true)[1]).toBeGreaterThan(0.69);
});

test('what a penalty adds has its place on the axis', () => {
  const history = [{ ...point(1, 0.1), penalties: { activity: 0.01 } }, point(2, 0.09)];
  expect(lossDomain(history, false)[0]).toBeLessThan(0.01);
});

test('a loss that is not finite does not break the axis', () => {
  expect(lossDomain([point(0, Number.NaN)], true)).toEqual([0.01, 1]);
});
