import type { Answer } from './answers.ts';
import { shownDigits } from './shown-digits.ts';

export const testCodes: Answer<'testCodes'> = async ({ count }, { spec, engine, dataset }) => {
  const data = await dataset(0);
  const codes = await engine.encode(shownDigits(data, spec, count));
  return { codes, size: codes.length / count, labels: data.test.labels.slice(0, count) };
};
