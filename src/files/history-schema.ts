import {
  array,
  check,
  entriesFromList,
  exactOptional,
  maxLength,
  nullable,
  pipe,
  strictObject,
} from 'valibot';
import { penaltyKinds } from '../spec/penalties.ts';
import { rangeSchema } from '../spec/schema.ts';

const MAX_HISTORY = 5000;

export const counter = (label: string, max = Number.MAX_SAFE_INTEGER) =>
  rangeSchema({ label, min: 0, max, integer: true });
export const real = (label: string, min = -Number.MAX_VALUE) =>
  rangeSchema({ label, min, max: Number.MAX_VALUE });

const pointSchema = strictObject({
  step: counter('A step'),
  epoch: real('An epoch', 0),
  training: nullable(real('A loss')),
  penalties: strictObject(entriesFromList(penaltyKinds, exactOptional(real('A penalty')))),
  validation: nullable(real('A loss')),
});

/** A run's loss curve. */
export const historySchema = pipe(
  array(pointSchema),
  maxLength(MAX_HISTORY),
  check(
    (points) => points.every(({ step }, i) => i === 0 || step >= (points[i - 1]?.step ?? 0)),
    'The curve’s steps must ascend.',
  ),
);
