import type { ModelState } from './engine.ts';
import type { BufferId, Program } from './program.ts';

/* An engine copies what it is given into buffers: arrays of another length would end in other buffers. */

/**
 * How many rows of a buffer's size there are.
 * @param what names the values in the error
 * @throws RangeError where the last row is not whole
 */
export function rowsOf(
  what: string,
  values: ArrayLike<unknown>,
  { buffers }: Program,
  buffer: BufferId,
): number {
  const size = buffers[buffer]?.size ?? 1;
  const count = values.length / size;
  if (!Number.isInteger(count)) {
    throw new RangeError(`${what}: ${values.length} values are no whole number of ${size}.`);
  }
  return count;
}

/** Throws a RangeError where values are not exactly one row of a buffer. */
export function requireRow(
  what: string,
  values: ArrayLike<unknown>,
  program: Program,
  buffer: BufferId,
): void {
  if (rowsOf(what, values, program, buffer) !== 1) {
    throw new RangeError(`${what}: ${values.length} values are not one row.`);
  }
}

/** Throws a RangeError where a state is not one of this program. */
export function requireState(
  { parameters, slots }: ModelState,
  { parameterCount, slotCount }: Program,
): void {
  const wanted = [parameterCount, slotCount * parameterCount] as const;
  if (parameters.length === wanted[0] && slots.length === wanted[1]) return;
  throw new RangeError(
    `The network takes ${wanted[0]} parameters and ${wanted[1]} slots, not ${parameters.length} and ${slots.length}.`,
  );
}
