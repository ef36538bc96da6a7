import {
  array,
  type GenericSchema,
  integer,
  maxLength,
  maxValue,
  minValue,
  number,
  pipe,
  safeParse,
} from 'valibot';
import { issueSentence } from '../spec/schema.ts';
import { FileError, MAX_FILE_BYTES, megabytes } from './file-error.ts';

/** A text this long may become objects of twenty times its size. */
export const MAX_JSON_BYTES = 2_000_000;

/** A number of bytes or of values: no file that is opened has more. */
export const count = pipe(number(), integer(), minValue(0), maxValue(MAX_FILE_BYTES));

/** The shape of an array in a file. */
export const arrayShape = pipe(array(count), maxLength(8));

/**
 * What a file's JSON says, in the form of `schema`; throws a FileError for anything else.
 * @param what the file's name for people
 */
export function parseJson<T>(
  bytes: Uint8Array,
  schema: GenericSchema<unknown, T>,
  what: string,
): T {
  const parsed = safeParse(schema, jsonOf(bytes, what), { abortEarly: true });
  if (parsed.success) return parsed.output;
  throw new FileError(`${what} can’t be read: ${issueSentence(parsed.issues[0])}`);
}

function jsonOf(bytes: Uint8Array, what: string): unknown {
  if (bytes.length > MAX_JSON_BYTES) {
    const [size, limit] = [megabytes(bytes.length), megabytes(MAX_JSON_BYTES)];
    throw new FileError(`${what} has ${size}; at most ${limit} can be opened.`);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new FileError(`${what} is no JSON text.`);
  }
}
