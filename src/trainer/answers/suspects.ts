import { strangeness } from '../../analysis/strangeness.ts';
import type { ScoreKind } from '../../spec/scores.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Evidence } from './answers.ts';
import { piecesOf } from './pieces.ts';

/** Pictures of which each is to be given a score. */
export interface Suspects {
  /** 784 bytes a picture. */
  pixels: Uint8Array;
  labels: Uint8Array | null;
  chosen: Uint32Array;
  areStrange: boolean;
}

/** One suspect with what the network made of it. */
export interface Judged {
  score: number;
  isStrange: boolean;
  label: number | null;
  /** 784 bytes each. */
  picture: Uint8Array;
  rebuilt: Uint8ClampedArray;
}

/**
 * Runs pictures through the network and scores what comes out.
 * @param onTurn told how many are done, and waited for
 */
export async function judge(
  { pixels, labels, chosen, areStrange }: Suspects,
  kind: ScoreKind,
  { spec, engine }: Pick<Evidence, 'spec' | 'engine'>,
  onTurn: (done: number) => Promise<void>,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const { first, count, inputs, targets } of piecesOf(pixels, chosen, spec)) {
    const outputs = await engine.decode(await engine.encode(inputs));
    // A network without a last sigmoid may leave 0 to 1.
    const rebuilt = new Uint8ClampedArray(outputs.length);
    for (let i = 0; i < rebuilt.length; i++) rebuilt[i] = 255 * (outputs[i] as number);
    for (const [place, score] of strangeness(outputs, targets, kind).entries()) {
      if (!Number.isFinite(score)) {
        throw new Error('The network gives values that are no numbers: it has diverged.');
      }
      const index = chosen[first + place] as number;
      judged.push({
        score,
        isStrange: areStrange,
        label: labels?.[index] ?? null,
        picture: pixels.subarray(index * DIGIT_SIZE, (index + 1) * DIGIT_SIZE),
        rebuilt: rebuilt.subarray(place * DIGIT_SIZE, (place + 1) * DIGIT_SIZE),
      });
    }
    await onTurn(first + count);
  }
  return judged;
}
