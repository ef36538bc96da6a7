import type { Answer } from './answers.ts';

export const decode: Answer<'decode'> = async ({ codes }, { engine }) => ({
  pictures: await engine.decode(codes),
});
