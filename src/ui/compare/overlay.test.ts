import { expect, it } from 'vitest';
import { overlay } from './overlay.ts';

const point = (epoch: number, training: number | null, validation: number | null = null) => ({
  step: 100 * epoch,
  epoch,
  training,
  penalties: {},
  validation,
});

it('reads every curve at every point of one of them, on the line between its own', () => {
  const slow = [point(1, 0.4), point(3, 0.2)];
  const fast = [point(2, 0.1), point(4, 0.05)];
  expect(overlay([slow, fast], 'training')).toEqual([
    { epoch: 1, losses: [0.4, null] },
    { epoch: 2, losses: [expect.closeTo(0.3), 0.1] },
    { epoch: 3, losses: [0.2, expect.closeTo(0.075)] },
    { epoch: 4, losses: [null, 0.05] },
  ]);
});

it('leaves out what was not measured, or is no number', () => {
  const run = [point(1, 0.4, 0.5), point(2, Number.NaN), point(3, 0.2, 0.3)];
  expect(overlay([run], 'validation').map(({ epoch }) => epoch)).toEqual([1, 3]);
  expect(overlay([run], 'training').map(({ epoch }) => epoch)).toEqual([1, 3]);
  expect(overlay([[], []], 'training')).toEqual([]);
});
