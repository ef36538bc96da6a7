import { corrupt } from '../../data/corruption.ts';
import { createRandom } from '../../data/random.ts';
import type { Corruption } from '../../spec/tasks.ts';
import type { Batches, Engine } from '../engine.ts';
import { lower } from '../lowering/lower.ts';
import { toGrey } from '../pictures.ts';
import {
  type Specimen,
  specimenChance,
  specimenImages,
  specimenState,
  specimens,
} from './specimen.ts';

const STEPS = 20;
const BATCH = 24;
const images = specimenImages(STEPS * BATCH);

/** What runs on a reproducible engine come to, by specimen: the same on every machine. */
export const digests = {
  'every layer': '1c014341',
  'every activation': '3ab4e669',
  variational: '1b3f2b8e',
} as const;

export type DigestKind = keyof typeof digests;

/**
 * Trains a specimen on noisy and cluttered pictures.
 * @param parts how many calls to divide the steps into, each going on from a checkpoint
 * @returns FNV-1a, 32 bits, of the parameters' bytes
 */
export async function digestOfRun(engine: Engine, kind: DigestKind, parts = 1): Promise<string> {
  const specimen = specimens.find(({ name }) => name === kind) as Specimen;
  const program = lower(specimen);
  const batches = { ...lessons(), ...specimenChance(program, specimen, STEPS * BATCH) };
  let state = specimenState(program, specimen);
  for (let part = 0; part < parts; part++) {
    const [first, end] = [(STEPS / parts) * part, (STEPS / parts) * (part + 1)];
    await engine.load(program, state, images);
    await engine.train(cut(batches, first, end), 0.01);
    state = await engine.state();
    engine.unload();
  }
  const bytes = new Uint8Array(state.parameters.buffer);
  const hash = bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5);
  return (hash >>> 0).toString(16);
}

/** Every kind of noise that is drawn by more than comparing. */
function lessons() {
  const inputs = new Float32Array(images.length);
  toGrey(images, inputs);
  const corruptions: Corruption[] = [
    { kind: 'gaussian', strength: 0.3 },
    { kind: 'clutter', strength: 0.5 },
  ];
  for (const corruption of corruptions) corrupt(inputs, corruption, createRandom(1, 'noise'));
  return { indices: Uint32Array.from({ length: STEPS * BATCH }, (_, i) => i), inputs };
}

/** Steps [first, end) of batches. */
function cut(
  { indices, inputs, draws, weights }: Required<Omit<Batches, 'batchSize' | 'targets'>>,
  first: number,
  end: number,
): Batches {
  const part = <T extends Uint32Array | Float32Array>(values: T) => {
    const step = values.length / STEPS;
    return values.subarray(first * step, end * step) as T;
  };
  return {
    indices: part(indices),
    batchSize: BATCH,
    inputs: inputs && part(inputs),
    draws: draws.map(part),
    weights,
  };
}
