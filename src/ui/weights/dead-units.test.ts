import { expect, test } from 'vitest';
import { deadSentence, deadUnits } from './dead-units.ts';

const most = Float32Array.of(0, 2, 0, 0.1);

test('only a ReLU that never was on is dead', () => {
  expect(deadUnits({ kind: 'dense', units: 4, activation: 'relu' }, most)).toEqual([0, 2]);
  expect(deadUnits({ kind: 'dense', units: 4, activation: 'linear' }, most)).toEqual([]);
  expect(deadUnits({ kind: 'maxPool2d', size: 2 }, most)).toEqual([]);
});

test('says which ones, and not too many', () => {
  expect(deadSentence([0, 2], 4, 'unit')).toBe(
    '2 of 4 units are dead (1, 3): 0 for all of 1,000 test digits.',
  );
  expect(deadSentence([3], 4, 'map')).toBe(
    '1 of 4 maps is dead (4): 0 for all of 1,000 test digits.',
  );
  const many = Array.from({ length: 20 }, (_, unit) => unit);
  expect(deadSentence(many, 32, 'unit')).toContain('11, 12, …)');
});
