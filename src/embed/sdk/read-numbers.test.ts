import { expect, it } from 'vitest';
import { readNumbers, readPicture } from './read-numbers.ts';

const blank = new Array<number>(784).fill(0);

it('makes a picture of a list', () => {
  expect(readPicture(blank)).toEqual(new Float32Array(784));
  expect(readPicture(Float32Array.from(blank).fill(1))[783]).toBe(1);
});

it.each<[unknown, string]>([
  [blank.slice(1), 'A picture has 784 numbers, not 783.'],
  [undefined, 'not none.'],
  [{ length: 1e9 }, 'not 1000000000.'],
  [blank.with(9, Number.NaN), 'finite'],
  [blank.with(9, 1.01), 'from 0 to 1'],
])('refuses what is none', (pixels, sentence) => {
  expect(() => readPicture(pixels as number[])).toThrow(sentence);
});

it('takes codes of any range', () => {
  expect(readNumbers('A code', [-3, 8], 1, 4)).toEqual(Float32Array.of(-3, 8));
  expect(() => readNumbers('A code', [], 1, 4)).toThrow('A code has 1 to 4 numbers, not 0.');
});
