import type { Layer } from '../../spec/spec.ts';

/** Of so many test digits is looked at what the units make. */
export const WATCHED = 1000;

/**
 * The units of a ReLU layer that none of the watched digits turns on.
 * @param most per unit the largest distance from 0 of its output
 */
export function deadUnits(layer: Layer, most: Float32Array): number[] {
  if (!('activation' in layer) || layer.activation !== 'relu') return [];
  return [...most.keys()].filter((unit) => most[unit] === 0);
}

/**
 * How many of a layer's units are dead, and which: a sentence that names the first twelve.
 * @param what a unit is called, `unit` or `map`
 */
export function deadSentence(dead: readonly number[], units: number, what: string): string {
  const named = dead.slice(0, NAMED).map((unit) => unit + 1);
  const names = named.length < dead.length ? `${named.join(', ')}, …` : named.join(', ');
  const are = dead.length === 1 ? 'is' : 'are';
  return `${dead.length} of ${units} ${what}${units === 1 ? '' : 's'} ${are} dead (${names}): 0 for all of ${WATCHED.toLocaleString('en')} test digits.`;
}

const NAMED = 12;

/** Why units die, and what to do about it. */
export const WHY_DEAD =
  'A ReLU gives 0 for every negative sum, and where it gives 0 no gradient comes back: a unit that is off for all digits cannot learn its way out.';
export const HELP_DEAD =
  'What helps: a smaller learning rate, He initial weights, or Leaky ReLU or ELU in place of ReLU.';
