import {
  array,
  type BaseIssue,
  boolean,
  check,
  type GenericSchema,
  getDotPath,
  literal,
  maxLength,
  minLength,
  nullable,
  number,
  optional,
  picklist,
  pipe,
  safeParse,
  strictObject,
  strictTuple,
  variant,
} from 'valibot';
import { activations } from './activations.ts';
import { layers, MAX_OUTPUT } from './layers.ts';
import { losses } from './losses.ts';
import { MAX_LAYERS, type NetworkProblem, summarize } from './network.ts';
import { LEARNING_RATE, optimizers } from './optimizers.ts';
import { type PenaltyKind, penalties, penaltyKinds } from './penalties.ts';
import { type NumberRange, rangeProblem } from './range.ts';
import {
  ALL_DIGITS,
  IMAGE_COUNTS,
  type InitializerKind,
  type InputKind,
  type Layer,
  type Padding,
  type Spec,
  trainingRanges,
  type ValidationKind,
} from './spec.ts';
import { type Corruption, type CorruptionKind, corruptions, strengthOf } from './tasks.ts';

/** A number in its range, with the range's own sentence for one that is not. */
export function rangeSchema(range: NumberRange): GenericSchema<unknown, number> {
  return pipe(
    number(`${range.label} must be a number.`),
    check(
      (value) => rangeProblem(range, value) === null,
      ({ input }) => rangeProblem(range, input) ?? '',
    ),
  );
}

function oneOf<Kind extends string>(table: Record<Kind, unknown>): GenericSchema<unknown, Kind> {
  return picklist(Object.keys(table) as Kind[]);
}

const activationSchema = oneOf(activations);
const paddingSchema = oneOf<Padding>({ same: true, valid: true });
const sideSchema = rangeSchema({ label: 'A side', min: 1, max: MAX_OUTPUT, integer: true });

/** Fields of layers that are no number in a range, by name. */
const layerFields: Record<string, GenericSchema> = {
  activation: activationSchema,
  padding: paddingSchema,
  shape: strictTuple([sideSchema, sideSchema, sideSchema]),
};

/** What a row of the table says of its layer: the fields of the one that the editor adds. */
function layerSchemaOf({ initial, numbers }: { initial: Layer; numbers: object }) {
  const ranges: Readonly<Record<string, NumberRange | undefined>> = { ...numbers };
  const fields = Object.keys(initial)
    .filter((key) => key !== 'kind')
    .map((key) => {
      const range = ranges[key];
      const schema = range ? rangeSchema(range) : layerFields[key];
      if (!schema) throw new TypeError(`the schema lacks a layer's ${key}`);
      return [key, schema] as const;
    });
  return strictObject({ kind: literal(initial.kind), ...Object.fromEntries(fields) });
}

/** The one place where the rows' fields become the type: a test holds every layer to it. */
const layerSchema = variant(
  'kind',
  Object.values(layers).map(layerSchemaOf),
) as GenericSchema<Layer>;

const stackSchema = pipe(array(layerSchema), maxLength(MAX_LAYERS));

const networkSchema = strictObject({
  input: oneOf<InputKind>({ vector: true, picture: true }),
  encoder: stackSchema,
  decoder: stackSchema,
  initializer: oneOf<InitializerKind>({ glorot: true, he: true }),
  tied: boolean(),
});

const DIGITS = 'The digits must be at least one of 0 to 9, each once, in ascending order.';
const digitsSchema = pipe(
  array(picklist(ALL_DIGITS, DIGITS), DIGITS),
  minLength(1, DIGITS),
  check((digits) => digits.every((digit, i) => i === 0 || digit > Number(digits[i - 1])), DIGITS),
);

/** Each kind with a strength in its own range, or 0 where it has none. */
const corruptionSchema = variant(
  'kind',
  (Object.keys(corruptions) as CorruptionKind[]).map((kind) => {
    const range = strengthOf(kind);
    return strictObject({ kind: literal(kind), strength: range ? rangeSchema(range) : literal(0) });
  }),
) as GenericSchema<unknown, Corruption>;

const penaltiesSchema = strictObject(
  Object.fromEntries(
    penaltyKinds.map((kind) => [kind, rangeSchema(penalties[kind].weight)]),
  ) as Record<PenaltyKind, GenericSchema<unknown, number>>,
);

const trainingSchema = strictObject({
  optimizer: oneOf(optimizers),
  learningRate: rangeSchema(LEARNING_RATE),
  loss: oneOf(losses),
  batchSize: rangeSchema(trainingRanges.batchSize),
  epochs: rangeSchema(trainingRanges.epochs),
  images: picklist(IMAGE_COUNTS),
  digits: digitsSchema,
  corruption: corruptionSchema,
  penalties: penaltiesSchema,
  sparsityTarget: rangeSchema(trainingRanges.sparsityTarget),
  warmUp: rangeSchema(trainingRanges.warmUp),
  layerwise: nullable(rangeSchema(trainingRanges.layerwise)),
  validation: oneOf<ValidationKind>({ test: true, heldOut: true }),
  stop: strictObject({
    loss: nullable(rangeSchema(trainingRanges.stopLoss)),
    patience: nullable(rangeSchema(trainingRanges.patience)),
  }),
  // Links and files from before there was a choice say nothing of it.
  reproducible: optional(boolean(), false),
});

/** The form of a spec, for whatever comes from outside; whether its layers fit is `readSpec`'s. */
export const specSchema: GenericSchema<unknown, Spec> = strictObject({
  version: literal(1),
  network: networkSchema,
  training: trainingSchema,
  seed: rangeSchema(trainingRanges.seed),
});

/** The spec in `value`, parsed JSON from anywhere, or a sentence saying why there is none. */
export function readSpec(value: unknown): Spec | string {
  const parsed = safeParse(specSchema, value, { abortEarly: true });
  if (!parsed.success) return issueSentence(parsed.issues[0]);
  const [problem] = summarize(parsed.output.network).problems;
  return problem ? problemSentence(problem) : parsed.output;
}

/** Where valibot's own words begin; a schema's own sentence never does. */
const VALIBOT = /^Invalid /;

/** What is wanted, by valibot's name for it. */
const wanted: Readonly<Record<string, string>> = {
  number: 'must be a number',
  string: 'must be text',
  boolean: 'must be true or false',
  Array: 'must be a list',
  Object: 'must be a set of named values',
  never: 'is not known here',
};
/** What is wrong with a value of the right type, by valibot's name for the check. */
const limits: Readonly<Record<string, string>> = {
  max_length: 'is too long',
  min_length: 'is too short',
  integer: 'must be a whole number',
  min_value: 'is too small',
  max_value: 'is too large',
};

/**
 * What does not fit a schema and where, as one sentence: the schema's own, or one for the kind of
 * the issue.
 */
export function issueSentence(issue: BaseIssue<unknown>): string {
  const place = getDotPath(issue);
  if (!VALIBOT.test(issue.message)) {
    return place ? `${issue.message.replace(/\.$/, '')} (${place}).` : issue.message;
  }
  return `${place ?? 'It'} ${issueText(issue)}.`;
}

function issueText({ type, expected, received }: BaseIssue<unknown>): string {
  // JSON has no undefined: nothing is there.
  if (received === 'undefined') return 'is missing';
  return limits[type] ?? wanted[expected ?? ''] ?? 'is none of the values known here';
}

function problemSentence({ part, index, message }: NetworkProblem): string {
  const place = index === null ? '' : `${part}.${index}: `;
  return `${place}${message}.`;
}
