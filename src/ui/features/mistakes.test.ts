import { expect, it } from 'vitest';
import { mistakesOf } from './mistakes.ts';

it('lists mistakes alone, the most frequent first', () => {
  const confusion = new Uint32Array(100);
  confusion[44] = 900;
  confusion[49] = 12;
  confusion[94] = 30;
  expect(mistakesOf(confusion)).toEqual([
    { truth: 9, taken: 4, count: 30 },
    { truth: 4, taken: 9, count: 12 },
  ]);
});
