import type { Arena } from './arena.ts';
import type { Address } from './kernels.ts';

/* Fields of the kernels' classes of the same names, in their order. */

export const frameFields = ['copy', 'copyBytes', 'copyRow', 'first', 'rows', 'row'] as const;

export const weightsFields = [
  ...(['first', 'bias', 'tapsY', 'tapsX', 'channels', 'units'] as const),
  ...(['stepY', 'stepX', 'stepChannel', 'stepUnit', 'panels'] as const),
] as const;

export const gatherFields = [
  ...(['images', 'input', 'inputBytes', 'output', 'outputBytes', 'frame'] as const),
  ...(['pixels', 'windows', 'places', 'runs', 'runLength', 'runStep'] as const),
  ...(['panels', 'units', 'finish', 'outputs', 'scratch', 'lists'] as const),
] as const;

export const correlationFields = [
  ...(['images', 'large', 'largeBytes', 'frame', 'small', 'smallBytes'] as const),
  ...(['rows', 'columns', 'step', 'jump', 'windowLength', 'taps', 'runLength'] as const),
  ...(['units', 'sums', 'scratch'] as const),
] as const;

export const poolingFields = [
  ...(['images', 'large', 'small', 'largeBytes', 'largeRow'] as const),
  ...(['smallHeight', 'smallWidth', 'channels', 'size'] as const),
] as const;

/** Lays a record out for the kernels. */
export function record<Field extends string>(
  arena: Arena,
  fields: readonly Field[],
  values: Readonly<Record<Field, number>>,
): Address {
  return arena.table(fields.map((field) => values[field]));
}
