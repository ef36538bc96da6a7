import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Answer } from './answers.ts';

export const testPixels: Answer<'testPixels'> = async ({ count }, { dataset }) => {
  const { test } = await dataset(0);
  return { pixels: test.pixels.slice(0, count * DIGIT_SIZE) };
};
