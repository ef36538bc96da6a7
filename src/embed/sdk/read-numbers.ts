import { PICTURE_SIZE } from '../messages.ts';

/** @throws RangeError with a sentence for what is no picture of 28×28 values from 0 to 1 */
export function readPicture(pixels: ArrayLike<number>): Float32Array {
  const read = readNumbers('A picture', pixels, PICTURE_SIZE, PICTURE_SIZE);
  if (read.every((value) => value >= 0 && value <= 1)) return read;
  throw new RangeError('A picture’s values are from 0 to 1.');
}

/**
 * A copy of finite numbers.
 *
 * @param what stands first in the sentence: `A code`
 * @throws RangeError with a sentence for more or fewer of them, or for others
 */
export function readNumbers(
  what: string,
  values: ArrayLike<number>,
  least: number,
  most: number,
): Float32Array {
  const range = least === most ? String(most) : `${least} to ${most}`;
  if (!(values?.length >= least && values.length <= most)) {
    throw new RangeError(`${what} has ${range} numbers, not ${values?.length ?? 'none'}.`);
  }
  const read = Float32Array.from(values);
  if (read.every(Number.isFinite)) return read;
  throw new RangeError(`${what} has finite numbers only.`);
}
