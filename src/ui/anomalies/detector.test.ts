import { expect, it } from 'vitest';
import { bestPoint, consequences, nearestPoint, scoreText } from './detector.ts';

const points = [
  { threshold: Number.POSITIVE_INFINITY, caught: 0, falseAlarms: 0 },
  { threshold: 3, caught: 0.6, falseAlarms: 0.05 },
  { threshold: 2, caught: 0.9, falseAlarms: 0.5 },
  { threshold: 1, caught: 1, falseAlarms: 1 },
];

it('starts where most is caught above the false alarms', () => {
  expect(bestPoint(points)).toBe(1);
});

it('takes the point of the curve nearest to the pointer', () => {
  expect(nearestPoint(points, { falseAlarms: 0.4, caught: 0.8 })).toBe(2);
  expect(nearestPoint(points, { falseAlarms: -3, caught: -1 })).toBe(0);
});

it('says what a threshold brings', () => {
  expect(consequences({ threshold: 3, caught: 0.6, falseAlarms: 0.052 })).toBe(
    'Finds 60% of the strange pictures, and takes 5.2% of the normal ones for strange.',
  );
  expect(scoreText(0.012345)).toBe('0.0123');
  expect(scoreText(Number.POSITIVE_INFINITY)).toBe('none');
});
