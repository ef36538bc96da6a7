import {
  check,
  type GenericSchema,
  instance,
  integer,
  maxLength,
  minValue,
  number,
  picklist,
  pipe,
  record,
  safeParse,
  strictObject,
  string,
  variant,
} from 'valibot';
import { issueSentence } from '../spec/schema.ts';
import { MAX_CODE, PICTURE_SIZE, type Request } from './messages.ts';

/** Values of one option, at most. */
const MAX_TEXT = 500;

const id = pipe(number(), integer(), minValue(0));

const pixels = pipe(
  instance(Float32Array),
  check((values) => values.length === PICTURE_SIZE, `Pixels must be ${PICTURE_SIZE} values.`),
  check((values) => values.every((value) => value >= 0 && value <= 1), 'Pixels are from 0 to 1.'),
);
const code = pipe(
  instance(Float32Array),
  check(
    (values) => values.length >= 1 && values.length <= MAX_CODE,
    'The code is empty or too long.',
  ),
  check((values) => values.every(Number.isFinite), 'The code must be numbers.'),
);
const text = pipe(string(), maxLength(MAX_TEXT));

const requestSchema: GenericSchema<unknown, Request> = variant('method', [
  strictObject({ id, method: picklist(['train', 'pause', 'reset', 'getState']) }),
  strictObject({ id, method: picklist(['configure']), options: record(text, text) }),
  strictObject({ id, method: picklist(['step']), unit: picklist(['batch', 'epoch']) }),
  strictObject({ id, method: picklist(['setTheme']), theme: picklist(['auto', 'light', 'dark']) }),
  strictObject({ id, method: picklist(['reconstruct', 'encode']), pixels }),
  strictObject({ id, method: picklist(['decode']), code }),
]);

/** The request in a host's message; a sentence for one that is none, and null without even an id. */
export function readRequest(
  message: unknown,
): { request: Request } | { id: number; problem: string } | null {
  const parsed = safeParse(requestSchema, message, { abortEarly: true });
  if (parsed.success) return { request: parsed.output };
  const asked = safeParse(id, (message as { id?: unknown } | null)?.id);
  return asked.success ? { id: asked.output, problem: issueSentence(parsed.issues[0]) } : null;
}
