import { expect, it } from 'vitest';
import { LossLog } from './loss-log.ts';

it('reports the mean since the last report', () => {
  const log = new LossLog();
  log.add(1);
  log.add(2);
  log.addValidation(4);
  expect(log.drain(2, 0.5)).toEqual([
    { step: 2, epoch: 0.5, training: 1.5, penalties: {}, validation: 4 },
  ]);
  expect(log.drain(2, 0.5)).toEqual([]);
  log.add(3);
  expect(log.drain(3, 1)).toEqual([
    { step: 3, epoch: 1, training: 3, penalties: {}, validation: null },
  ]);
});

it('smooths without a bias towards zero at the start', () => {
  const log = new LossLog();
  expect(log.smoothed).toBeNull();
  log.add(0.7);
  expect(log.smoothed).toBeCloseTo(0.7, 12);
  for (let step = 0; step < 200; step++) log.add(0.1);
  expect(log.smoothed).toBeCloseTo(0.1, 8);
});
