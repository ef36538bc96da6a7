import type { Answer } from './answers.ts';

export const encode: Answer<'encode'> = async ({ pictures }, { engine }) => ({
  codes: await engine.encode(pictures),
});
