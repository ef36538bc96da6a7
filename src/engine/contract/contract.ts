import { corrupt } from '../../data/corruption.ts';
import { createRandom } from '../../data/random.ts';
import { optimizers } from '../../spec/optimizers.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import { type Batches, type Engine, type ModelState, TrainingStoppedError } from '../engine.ts';
import { lower } from '../lowering/lower.ts';
import { toGrey } from '../pictures.ts';
import type { Program } from '../program.ts';
import { ReferenceEngine } from '../reference/reference-engine.ts';
import { expectClose, type Tolerance } from './compare.ts';
import {
  networkSpecimens,
  oddSpecimen,
  presetSpecimens,
  type Specimen,
  specimenChance,
  specimenImages,
  specimenState,
  specimens,
} from './specimen.ts';

/** Something that every engine must do as the reference does; throws where it does not. */
interface ContractCase {
  name: string;
  check(engine: Engine, tolerance: Tolerance): Promise<void>;
}

const BATCH = 4;
/** Of the presets, which are large: what more images would show, the other specimens show. */
const PRESET_BATCH = 1;
const MANY = 67;
const images = specimenImages(3 * BATCH);
const grey = new Float32Array(images.length);
toGrey(images, grey);
const FIRST = Uint32Array.of(0, 1, 2, 3);
const noisy = grey.slice(0, BATCH * DIGIT_SIZE);
corrupt(noisy, { kind: 'gaussian', strength: 0.3 }, createRandom(1, 'noise'));

const isPreset = (specimen: Specimen) => presetSpecimens.includes(specimen);

/**
 * Two batches, a smaller one, and one whose inputs are noisy. Each size compiles shaders of its own, so
 * only one specimen of each small network trains on the smaller one: together they have every operation.
 */
function lessons(program: Program, specimen: Specimen): Batches[] {
  const batchSize = isPreset(specimen) ? PRESET_BATCH : BATCH;
  const indices = Uint32Array.of(7, 1, 0, 11, 2, 3, 4, 5).subarray(0, 2 * batchSize);
  const whole = { indices, batchSize, inputs: null };
  const smaller = { indices: Uint32Array.of(6, 9, 10), batchSize: batchSize - 1, inputs: null };
  const inputs = noisy.subarray(0, batchSize * DIGIT_SIZE);
  const noised = { indices: FIRST.subarray(0, batchSize), batchSize, inputs };
  const hasSmaller = networkSpecimens.includes(specimen) && !isPreset(specimen);
  const plain: Batches[] = hasSmaller ? [whole, smaller, noised] : [whole, noised];
  return plain.map((batches) => ({
    ...batches,
    ...specimenChance(program, specimen, batches.indices.length),
  }));
}

/** That an engine learns as the reference does: a case for every specimen. */
const learning: readonly ContractCase[] = [...specimens, ...presetSpecimens].map((specimen) => ({
  name: specimen.name,
  check: (engine: Engine, tolerance: Tolerance) => learnsAlike(specimen, engine, tolerance),
}));

/** What else an engine is to do; all that the reference can be held to. */
export const handling: readonly ContractCase[] = [
  { name: 'learns targets other than its images', check: learnsTargets },
  { name: 'learns from many images at once, through odd widths', check: learnsFromMany },
  { name: 'gives its state to another engine and takes it back', check: handsOver },
  { name: 'starts from the state it is given, not from what is done to it later', check: copies },
  { name: 'refuses arrays of another length', check: refusesLengths },
  { name: 'is stopped between two batches, and loaded again', check: stops },
];

/**
 * The contract of `Engine`, told without a test framework, so that it runs in a browser's worker too.
 * After a case the engine is unloaded.
 */
export const contract: readonly ContractCase[] = [...learning, ...handling];

/** Forward, backward and update, seen from all sides. */
async function learnsAlike(specimen: Specimen, engine: Engine, tolerance: Tolerance) {
  const expected = await expectedOf(specimen);
  const actual = await outcomeOf(specimen, engine, expected.codes);
  engine.unload();
  const near = (what: string, of: (outcome: Outcome) => ArrayLike<number>) =>
    expectClose(what, of(actual), of(expected), tolerance.value);

  for (const [index, losses] of expected.losses.entries()) {
    expectClose(`losses of call ${index}`, actual.losses[index] ?? [], losses, tolerance.loss);
  }
  expectClose('losses without training', actual.evaluated, expected.evaluated, tolerance.loss);
  near('codes', ({ codes }) => codes);
  near('pictures', ({ pictures }) => pictures);
  for (const index of expected.layers.keys()) {
    near(`layer ${index}`, ({ layers }) => layers[index] ?? []);
  }
  expectClose('step', [actual.state.step], [expected.state.step], 0);
  near('parameters', ({ state }) => state.parameters);
  near('slots', ({ state }) => state.slots);
}

/** All that an engine answers about a specimen. */
interface Outcome {
  losses: Float32Array[];
  /** The mean losses of images put in as they are, and of their negatives. */
  evaluated: number[];
  codes: Float32Array;
  pictures: Float32Array;
  /** Every layer's output for one image, by its own code and then by another. */
  layers: Float32Array[];
  state: ModelState;
}

/** What the reference has come to: it is slow, and each engine is compared with the same. */
const known = new Map<Specimen, Promise<Outcome>>();

function expectedOf(specimen: Specimen): Promise<Outcome> {
  const expected = known.get(specimen) ?? outcomeOf(specimen, new ReferenceEngine());
  known.set(specimen, expected);
  return expected;
}

/** @param given the codes to decode; the engine's own where none are given */
async function outcomeOf(
  specimen: Specimen,
  engine: Engine,
  given?: Float32Array,
): Promise<Outcome> {
  const program = lower(specimen, specimen.stage);
  await engine.load(program, specimenState(program, specimen), images);
  const { learningRate } = optimizers[specimen.training.optimizer];
  const losses: Float32Array[] = [];
  for (const batches of lessons(program, specimen)) {
    losses.push(await engine.train(batches, learningRate));
  }

  // As many as in a batch: a new size would compile new shaders.
  const count = isPreset(specimen) ? PRESET_BATCH : BATCH;
  const shown = images.subarray(0, count * DIGIT_SIZE);
  const shownGrey = grey.subarray(0, count * DIGIT_SIZE);
  const negatives = shownGrey.map((value) => 1 - value);
  const evaluated = [await engine.evaluate(shown, null), await engine.evaluate(shown, negatives)];
  const codes = await engine.encode(shownGrey);
  const decoded = given ?? codes;
  const pictures = await engine.decode(decoded);
  const picture = grey.subarray(0, DIGIT_SIZE);
  const other = decoded.subarray(0, decoded.length / count).map((value) => value + 0.5);
  const layers = [
    ...(await engine.activations(picture, null)),
    ...(await engine.activations(picture, other)),
  ];
  return { losses, evaluated, codes, pictures, layers, state: await engine.state() };
}

/** As when segmenting: neither inputs nor targets need be the images. */
async function learnsTargets(engine: Engine, tolerance: Tolerance) {
  const specimen = specimens.find(({ name }) => name === 'every layer') as Specimen;
  const reference = new ReferenceEngine();
  await loadBoth(specimen, engine, reference);
  const targets = grey.subarray(0, BATCH * DIGIT_SIZE).map((value) => 0.8 - 0.6 * value);
  for (const inputs of [noisy, null]) {
    const batches = { indices: FIRST, batchSize: BATCH, inputs, targets };
    const [actual, expected] = [engine, reference].map((each) => each.train(batches, 0.001));
    expectClose('losses', (await actual) ?? [], (await expected) ?? [], tolerance.loss);
  }
  engine.unload();
}

/** Of everything more than 64, from where on WebGL works out products in tiles (`run-product.ts`). */
async function learnsFromMany(engine: Engine, tolerance: Tolerance) {
  const reference = new ReferenceEngine();
  await loadBoth(oddSpecimen, engine, reference, specimenImages(MANY));
  const indices = Uint32Array.from({ length: MANY }, (_, n) => n);
  const batches = { indices, batchSize: MANY, inputs: null };
  const [actual, expected] = [engine, reference].map((each) => each.train(batches, 0.001));
  expectClose('losses', (await actual) ?? [], (await expected) ?? [], tolerance.loss);
  const [{ slots }, wanted] = [await engine.state(), await reference.state()];
  expectClose('slots', slots, wanted.slots, tolerance.value);
  engine.unload();
}

async function handsOver(engine: Engine, tolerance: Tolerance) {
  const specimen = specimens[0] as Specimen;
  const reference = new ReferenceEngine();
  const program = await loadBoth(specimen, engine, reference);
  const [first, second, third] = lessons(program, specimen) as [Batches, Batches, Batches];

  const expected = [first, second, third].map((batches) => reference.train(batches, 0.01));
  const actual = [engine.train(first, 0.01)];
  await actual[0];
  const other = new ReferenceEngine();
  await other.load(program, await engine.state(), images);
  actual.push(other.train(second, 0.01));
  await engine.load(program, await other.state(), images);
  actual.push(engine.train(third, 0.01));

  for (const [index, losses] of (await Promise.all(actual)).entries()) {
    const wanted = (await expected[index]) ?? [];
    expectClose(`losses of call ${index}`, losses, wanted, tolerance.loss);
  }
  engine.unload();
}

async function copies(engine: Engine) {
  const specimen = specimens[0] as Specimen;
  const program = lower(specimen);
  const given = specimenState(program, specimen);
  await engine.load(program, given, images);
  const before = Array.from(given.parameters);
  given.parameters.fill(0);
  const kept = await engine.state();
  expectClose('parameters', kept.parameters, before, 0);
  kept.parameters.fill(0);
  expectClose('parameters again', (await engine.state()).parameters, before, 0);
  engine.unload();
}

async function stops(engine: Engine, tolerance: Tolerance) {
  const specimen = specimens[0] as Specimen;
  const reference = new ReferenceEngine();
  const program = await loadBoth(specimen, engine, reference);
  const [twoBatches] = lessons(program, specimen) as [Batches];
  const stop = new AbortController();
  const watch = { signal: stop.signal, onImages: () => stop.abort() };
  const outcome = await engine.train(twoBatches, 0.01, watch).catch((error: unknown) => error);
  if (!(outcome instanceof TrainingStoppedError)) throw new Error('Training was not stopped.');
  await engine.load(program, specimenState(program, specimen), images);
  const losses = await engine.train(twoBatches, 0.01);
  expectClose('losses', losses, await reference.train(twoBatches, 0.01), tolerance.loss);
  engine.unload();
}

/** What came of another network would end in the next buffers. */
async function refusesLengths(engine: Engine) {
  const specimen = specimens[0] as Specimen;
  const program = lower(specimen);
  const state = specimenState(program, specimen);
  const { parameters, slots } = state;
  await mustRefuse('parameters', () =>
    engine.load(program, { ...state, parameters: parameters.slice(1) }, images),
  );
  await mustRefuse('slots', () =>
    engine.load(program, { ...state, slots: new Float32Array(slots.length + 1) }, images),
  );
  await engine.load(program, state, images);
  const code = new Float32Array(program.buffers[program.code]?.size ?? 0);
  const picture = new Float32Array(DIGIT_SIZE);
  await mustRefuse('pictures', () => engine.encode(new Float32Array(DIGIT_SIZE + 1)));
  await mustRefuse('codes', () => engine.decode(new Float32Array(code.length + 1)));
  await mustRefuse('a picture', () => engine.activations(new Float32Array(2 * DIGIT_SIZE), null));
  await mustRefuse('a code', () => engine.activations(picture, new Float32Array(8 * code.length)));
  // And works on as before.
  await engine.activations(picture, code);
  engine.unload();
}

async function mustRefuse(what: string, ask: () => Promise<unknown>): Promise<void> {
  const refusal = await ask().then(
    () => null,
    (error: unknown) => error,
  );
  if (refusal instanceof RangeError) return;
  throw new Error(`${what} of another length: ${refusal ?? 'taken'}`);
}

async function loadBoth(specimen: Specimen, engine: Engine, reference: Engine, pictures = images) {
  const program = lower(specimen, specimen.stage);
  await engine.load(program, specimenState(program, specimen), pictures);
  await reference.load(program, specimenState(program, specimen), pictures);
  return program;
}
