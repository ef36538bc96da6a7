import { expect, test } from 'vitest';
import { clock, lossText, runningEpoch, statusFigures } from './status-figures.ts';

const progress = {
  step: 702,
  epoch: 2,
  epochs: 20,
  epochProgress: 0.5,
  loss: 0.10214,
  validation: 0.101,
  validationImages: 1000,
  overlap: null,
  activity: null,
  imagesPerSecond: 98_123,
  elapsed: 42.2,
  remaining: 3725,
};

test('the figures read as the page promises', () => {
  expect(statusFigures(progress)).toEqual({
    epoch: ['3', '20'],
    pair: [],
    step: ['702'],
    loss: ['0.1021'],
    validation: ['0.1010'],
    overlap: [],
    speed: ['98,000'],
    elapsed: ['0:42'],
    remaining: ['1:02:05'],
  });
});

test('the overlap of masks and the pair of layers that learns are told where there are any', () => {
  const figures = statusFigures({ ...progress, overlap: 0.81249 }, { number: 2, count: 3 });
  expect(figures.overlap).toEqual(['0.812']);
  expect(figures.pair).toEqual(['2', '3']);
});

test('the running epoch counts from its first batch to its last', () => {
  expect(runningEpoch({ ...progress, epoch: 0, epochProgress: 0 })).toBe(0);
  expect(runningEpoch({ ...progress, epoch: 0, epochProgress: 0.01 })).toBe(1);
  expect(runningEpoch({ ...progress, epoch: 1, epochProgress: 0 })).toBe(1);
  expect(runningEpoch({ ...progress, epoch: 20, epochProgress: 0 })).toBe(20);
});

test('a runaway loss stays readable', () => {
  expect(lossText(Number.NaN)).toBe('not a number');
  expect(lossText(123_456)).toBe('1.23e+5');
});

test('times are read from seconds', () => {
  expect(clock(0)).toBe('0:00');
  expect(clock(59.7)).toBe('1:00');
});
