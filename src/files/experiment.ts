import { array, check, literal, maxLength, pipe, strictObject, unknown } from 'valibot';
import { type Checkpoint, type LossPoint, withFreshOptimizer } from '../spec/checkpoint.ts';
import { summarize } from '../spec/network.ts';
import { optimizers } from '../spec/optimizers.ts';
import { readSpec } from '../spec/schema.ts';
import { IMAGE_COUNTS, type Spec } from '../spec/spec.ts';
import { drawingSchema, type SavedDrawing } from './drawing-schema.ts';
import { FileError, MAX_FILE_BYTES, megabytes } from './file-error.ts';
import { counter, historySchema, real } from './history-schema.ts';
import { MAX_JSON_BYTES, parseJson } from './json.ts';
import { writeLossCsv } from './loss-csv.ts';
import { checkFinite, type NamedArray } from './named-array.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';
import { readZip, writeZip } from './zip.ts';

/** All there is to an experiment: opened again, it trains on as if it had never stopped. */
export interface Experiment {
  spec: Spec;
  checkpoint: Checkpoint;
  history: readonly LossPoint[];
  drawings: readonly SavedDrawing[];
}

const FORMAT = 'autoencoder-playground';
/** Spec, place and curve as JSON; parameters and the optimizer's arrays as safetensors. */
export const RECORD = 'experiment.json';
const STATE = 'state.safetensors';
/** For people and their spreadsheets: not read again. */
const CURVE = 'history.csv';

/** The most bytes of the files in the zip that are read. */
export const experimentFiles: Readonly<Record<string, number>> = {
  [RECORD]: MAX_JSON_BYTES,
  [STATE]: MAX_FILE_BYTES,
};

const PARAMETERS = 'parameters';
const slotName = (slot: string) => `optimizer.${slot}`;

const MAX_DRAWINGS = 100;

export const drawingsSchema = pipe(array(drawingSchema), maxLength(MAX_DRAWINGS));

/** Where a run stands: a checkpoint without its arrays. */
export const placeEntries = {
  step: counter('The step'),
  optimizerStart: counter('The optimizer’s start'),
  epoch: counter('The epoch'),
  position: counter('The place in the epoch', Math.max(...IMAGE_COUNTS)),
  elapsed: real('The time', 0),
};

const recordSchema = strictObject({
  format: literal(FORMAT),
  version: literal(1, 'Another version of the playground made it.'),
  spec: unknown(),
  place: pipe(
    strictObject(placeEntries),
    check(
      ({ step, optimizerStart }) => optimizerStart <= step,
      'The optimizer starts after the step.',
    ),
  ),
  history: historySchema,
  drawings: drawingsSchema,
});

/** The experiment as a zip; throws a FileError for one too large to be opened again. */
export function writeExperiment(experiment: Experiment): Uint8Array<ArrayBuffer> {
  const { spec, checkpoint, history, drawings } = experiment;
  const { parameters, slots, ...place } = checkpoint;
  const record = { format: FORMAT, version: 1, spec, place, history, drawings };
  const text = (value: string) => new TextEncoder().encode(value);
  const files = [
    { name: RECORD, bytes: text(JSON.stringify(record, null, 1)) },
    { name: STATE, bytes: writeSafetensors(stateArrays(spec, parameters, slots)) },
    { name: CURVE, bytes: text(writeLossCsv(history)) },
  ];
  const zip = writeZip(files);
  const isTooLarge = files.some(
    ({ name, bytes }) => bytes.length > (experimentFiles[name] ?? Infinity),
  );
  if (isTooLarge || zip.length > MAX_FILE_BYTES) {
    throw new FileError(
      `This experiment takes ${megabytes(zip.length)}, but at most ${megabytes(MAX_FILE_BYTES)} can be opened again: make a layer smaller, or save the weights alone.`,
    );
  }
  return zip;
}

/** The experiment in a zip; throws a FileError for anything but a sound one. */
export function readExperiment(file: Uint8Array): Experiment {
  return experimentIn(readZip(file, experimentFiles));
}

/** The experiment in the files of a zip, or in those that were in one. */
export function experimentIn(files: ReadonlyMap<string, Uint8Array>): Experiment {
  const [recordFile, stateFile] = [files.get(RECORD), files.get(STATE)];
  if (!recordFile || !stateFile) {
    throw new FileError(`This is no experiment: it lacks ${recordFile ? STATE : RECORD}.`);
  }
  const record = parseJson(recordFile, recordSchema, RECORD);
  const spec = readSpec(record.spec);
  if (typeof spec === 'string') throw new FileError(`The experiment can’t be opened: ${spec}`);
  const { place, history, drawings } = record;
  const state = stateFrom(readSafetensors(stateFile), spec);
  const checkpoint = { ...state, ...place };
  const isFresh = state.slots.length === 0;
  return {
    spec,
    checkpoint: isFresh ? withFreshOptimizer(checkpoint) : checkpoint,
    history,
    drawings,
  };
}

function stateArrays(
  { training }: Spec,
  parameters: Float32Array<ArrayBuffer>,
  slots: Float32Array<ArrayBuffer>,
): NamedArray[] {
  const count = parameters.length;
  const names = slots.length > 0 ? optimizers[training.optimizer].slots : [];
  return [
    { name: PARAMETERS, shape: [count], values: parameters },
    ...names.map((slot, i) => {
      const values = slots.subarray(i * count, (i + 1) * count);
      return { name: slotName(slot), shape: [count], values };
    }),
  ];
}

/** Without the optimizer's arrays, the optimizer starts afresh. */
function stateFrom(arrays: readonly NamedArray[], { network, training }: Spec) {
  const count = summarize(network).parameters;
  const slotNames = optimizers[training.optimizer].slots.map(slotName);
  const names = arrays.length > 1 ? [PARAMETERS, ...slotNames] : [PARAMETERS];
  const found = names.map((name) => {
    const array = arrays.find((one) => one.name === name);
    if (!array) throw new FileError(`The experiment lacks the array ${name}.`);
    const [length] = array.shape;
    if (array.shape.length !== 1 || length !== count) {
      throw new FileError(`The array ${name} does not hold ${count} numbers, one a parameter.`);
    }
    checkFinite(array);
    return array.values;
  });
  const [parameters = new Float32Array(), ...slotArrays] = found;
  const slots = new Float32Array(count * slotArrays.length);
  for (const [i, values] of slotArrays.entries()) slots.set(values, i * count);
  return { parameters, slots };
}
