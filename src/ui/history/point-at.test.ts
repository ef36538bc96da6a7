import { expect, it } from 'vitest';
import { pointAt } from './point-at.ts';

const point = (step: number, epoch: number, training: number) => ({
  step,
  epoch,
  training,
  penalties: {},
  validation: null,
});
const history = [point(10, 1, 0.5), point(30, 3, 0.25)];

it('finds the epoch between two points, and the loss of the steps around', () => {
  expect(pointAt(history, 20)).toEqual({ epoch: 2, loss: 0.25 });
  expect(pointAt(history, 10)).toEqual({ epoch: 1, loss: 0.5 });
  expect(pointAt(history, 5)).toEqual({ epoch: 0.5, loss: 0.5 });
});

it('knows the beginning, and what lies after the last point', () => {
  expect(pointAt(history, 0)).toEqual({ epoch: 0, loss: null });
  expect(pointAt(history, 40)).toEqual({ epoch: 3, loss: 0.25 });
  expect(pointAt([], 0)).toEqual({ epoch: 0, loss: null });
});
