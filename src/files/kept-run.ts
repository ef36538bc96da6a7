import {
  array,
  type BaseIssue,
  type BaseSchema,
  instance,
  literal,
  maxLength,
  picklist,
  pipe,
  safeParse,
  strictObject,
  string,
  unknown,
} from 'valibot';
import type { Checkpoint } from '../spec/checkpoint.ts';
import { summarize } from '../spec/network.ts';
import { optimizers } from '../spec/optimizers.ts';
import { readSpec } from '../spec/schema.ts';
import type { Spec } from '../spec/spec.ts';
import { drawingsSchema, type Experiment, placeEntries } from './experiment.ts';
import { counter, historySchema } from './history-schema.ts';

/** A run without the drawings beside it. */
export type BareRun = Omit<Experiment, 'drawings'>;

/** As it is stored. A slot has two such records, written in turn: one of them is always whole. */
export interface RunRecord extends Experiment {
  version: 1;
  /** The open page whose run it is; two pages never share one. */
  slot: string;
  turn: 0 | 1;
  /** In milliseconds since 1970. */
  savedAt: number;
  /** The numbers of the runs that can be brought back, the newest last. */
  replaced: readonly number[];
}

/** What is kept of a page between two visits: the newest sound record, with the runs that it names. */
export interface KeptRun extends Omit<RunRecord, 'replaced'> {
  replaced: readonly ReplacedRecord[];
}

/** A run that another one replaced, as it is stored: once, as it does not change any more. */
export interface ReplacedRecord extends BareRun {
  version: 1;
  slot: string;
  number: number;
}

/** Far more than are ever kept. */
const MAX_REPLACED = 100;

const runEntries = {
  version: literal(1),
  slot: string(),
  spec: unknown(),
  checkpoint: strictObject({
    ...placeEntries,
    parameters: instance(Float32Array<ArrayBuffer>),
    slots: instance(Float32Array<ArrayBuffer>),
  }),
  history: historySchema,
};

const runSchema = strictObject({
  ...runEntries,
  turn: picklist([0, 1]),
  savedAt: counter('The time'),
  drawings: drawingsSchema,
  replaced: pipe(array(counter('A number')), maxLength(MAX_REPLACED)),
});

const replacedSchema = strictObject({ ...runEntries, number: counter('The number') });

/** The run in a stored record; null for a damaged one and for one of another version of the page. */
export function readRunRecord(record: unknown): RunRecord | null {
  return sound(runSchema, record);
}

/** The same for a run that another one replaced. */
export function readReplacedRecord(record: unknown): ReplacedRecord | null {
  return sound(replacedSchema, record);
}

/** The newest sound record of a slot. */
export function newestSound(records: readonly unknown[]): RunRecord | null {
  const found = records.map(readRunRecord).filter((record) => record !== null);
  return found.sort((a, b) => b.savedAt - a.savedAt)[0] ?? null;
}

function sound<Stored extends { spec: unknown; checkpoint: Checkpoint }>(
  schema: BaseSchema<unknown, Stored, BaseIssue<unknown>>,
  record: unknown,
): (Stored & { spec: Spec }) | null {
  const parsed = safeParse(schema, record, { abortEarly: true });
  if (!parsed.success) return null;
  const spec = readSpec(parsed.output.spec);
  if (typeof spec === 'string' || !fits(parsed.output.checkpoint, spec)) return null;
  return { ...parsed.output, spec };
}

/** Whether the arrays are those of the network and its optimizer, and finite. */
function fits({ parameters, slots, ...place }: Checkpoint, { network, training }: Spec): boolean {
  const count = summarize(network).parameters;
  const slotCount = optimizers[training.optimizer].slots.length * count;
  return (
    parameters.length === count &&
    (slots.length === 0 || slots.length === slotCount) &&
    place.optimizerStart <= place.step &&
    parameters.every(Number.isFinite) &&
    slots.every(Number.isFinite)
  );
}
