import {
  check,
  instance,
  maxLength,
  minLength,
  nullable,
  pipe,
  safeParse,
  strictObject,
  string,
  unknown,
} from 'valibot';
import type { LossPoint } from '../spec/checkpoint.ts';
import { readSpec } from '../spec/schema.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import { ALL_DIGITS, type Spec } from '../spec/spec.ts';
import { counter, historySchema, real } from './history-schema.ts';

/** What stays of a run, to be laid beside others: about 100 kB. */
export interface PinnedRun {
  /** When it was pinned, in milliseconds since 1970: also its key, no two are the same. */
  pinnedAt: number;
  name: string;
  spec: Spec;
  step: number;
  /** Epochs done, with the fraction of the running one. */
  epoch: number;
  loss: number | null;
  validation: number | null;
  history: readonly LossPoint[];
  /** Reconstructions of the first test image of each digit, 10 × 784 bytes. */
  reconstructions: Uint8Array<ArrayBuffer>;
}

export const MAX_NAME = 60;

const recordSchema = strictObject({
  pinnedAt: counter('The time'),
  name: pipe(string(), minLength(1), maxLength(MAX_NAME)),
  spec: unknown(),
  step: counter('The step'),
  epoch: real('The epoch', 0),
  loss: nullable(real('The loss')),
  validation: nullable(real('The loss')),
  history: historySchema,
  reconstructions: pipe(
    instance(Uint8Array<ArrayBuffer>),
    check(({ length }) => length === ALL_DIGITS.length * DIGIT_SIZE),
  ),
});

/** The run in a stored record; null for one that this version of the page can't read. */
export function readPinnedRun(record: unknown): PinnedRun | null {
  const parsed = safeParse(recordSchema, record, { abortEarly: true });
  if (!parsed.success) return null;
  const spec = readSpec(parsed.output.spec);
  return typeof spec === 'string' ? null : { ...parsed.output, spec };
}
