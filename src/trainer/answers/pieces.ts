import { corrupt, maskOf } from '../../data/corruption.ts';
import { createRandom } from '../../data/random.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Spec } from '../../spec/spec.ts';
import { targetsMask } from '../../spec/tasks.ts';

/** Pictures handled between two pauses. */
const PIECE = 1000;

/** Some pictures of a set: what goes into the network, and what shall come out. */
export interface Piece {
  /** Place of the first one among all that are gone through. */
  first: number;
  count: number;
  /** count × 784 values each; one array where nothing is corrupted. */
  inputs: Float32Array;
  targets: Float32Array;
}

/**
 * Goes through pictures piece by piece, corrupted as the task wants, always by the same chance.
 * @param pixels 784 bytes a picture
 * @param chosen which of them, in the order wanted
 */
export function* piecesOf(pixels: Uint8Array, chosen: Uint32Array, spec: Spec): Generator<Piece> {
  const { corruption } = spec.training;
  for (let first = 0; first < chosen.length; first += PIECE) {
    const indices = chosen.subarray(first, first + PIECE);
    const bytes = new Uint8Array(indices.length * DIGIT_SIZE);
    for (const [place, index] of indices.entries()) {
      const picture = pixels.subarray(index * DIGIT_SIZE, (index + 1) * DIGIT_SIZE);
      bytes.set(picture, place * DIGIT_SIZE);
    }
    const inputs = valuesOf(bytes);
    if (targetsMask(corruption)) maskOf(bytes);
    const targets = corruption.kind === 'none' ? inputs : valuesOf(bytes);
    corrupt(inputs, corruption, createRandom(spec.seed, `shown:${first}`));
    yield { first, count: indices.length, inputs, targets };
  }
}

/** All indices of a set. */
export function allOf(count: number): Uint32Array<ArrayBuffer> {
  return Uint32Array.from({ length: count }, (_, index) => index);
}

/** From 0 to 1. By a loop: `Float32Array.from` takes ten times as long, and pixels are many. */
function valuesOf(bytes: Uint8Array): Float32Array {
  const values = new Float32Array(bytes.length);
  for (let i = 0; i < values.length; i++) values[i] = (bytes[i] as number) / 255;
  return values;
}
