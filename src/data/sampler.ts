import type { ValidationKind } from '../spec/spec.ts';
import { PACK_CUTS, type SplitName } from './packs.ts';
import type { PictureSet } from './picture-set.ts';
import { createRandom } from './random.ts';

/** Share of the chosen training images that `heldOut` validates on. */
const HELD_OUT_SHARE = 0.1;

/** Which pictures train and which validate: indices into the splits, in ascending order. */
export interface Pools {
  train: Uint32Array<ArrayBuffer>;
  validation: { split: SplitName; indices: Uint32Array<ArrayBuffer> };
}

export interface PoolChoice {
  /** How many training images the student chose, from the first one on. */
  images: number;
  digits: readonly number[];
  validation: ValidationKind;
  /** [60000] and [10000] */
  trainLabels: Uint8Array;
  testLabels: Uint8Array;
}

/**
 * Divides the pictures into those that train and those that validate; both only of the chosen
 * digits. `heldOut` keeps the last tenth of the chosen images for validation, as `validation_split`
 * does in Keras; the cut does not move with the digits, so no held-out picture ever trains.
 */
export function choosePools(choice: PoolChoice): Pools {
  const { images, digits, validation, trainLabels, testLabels } = choice;
  const cut = validation === 'heldOut' ? Math.floor(images * (1 - HELD_OUT_SHARE)) : images;
  const pick = (labels: Uint8Array, start: number, end: number) =>
    Uint32Array.from(
      Array.from({ length: end - start }, (_, i) => start + i).filter((index) =>
        digits.includes(labels[index] as number),
      ),
    );
  return {
    train: pick(trainLabels, 0, cut),
    validation:
      validation === 'heldOut'
        ? { split: 'train', indices: pick(trainLabels, cut, images) }
        : { split: 'test', indices: pick(testLabels, 0, testLabels.length) },
  };
}

/**
 * The order in which an epoch visits the training pictures: every one once. Epoch 0 goes through
 * the packs one after another and shuffles within each, so that it can start with the first pack
 * while others stream in; later epochs shuffle everything. Depends on nothing but its arguments.
 *
 * @param seed the experiment's seed
 * @param epoch counted from 0
 * @param pool indices in ascending order
 */
export function epochOrder(
  seed: number,
  epoch: number,
  pool: Uint32Array,
): Uint32Array<ArrayBuffer> {
  const order = Uint32Array.from(pool);
  const random = createRandom(seed, `shuffle:${epoch}`);
  if (epoch > 0) {
    random.shuffle(order);
    return order;
  }
  let start = 0;
  for (const cut of PACK_CUTS.train) {
    const end = order.findIndex((index, i) => i >= start && index >= cut);
    random.shuffle(order, start, end < 0 ? order.length : end);
    start = end < 0 ? order.length : end;
  }
  return order;
}

/**
 * What to train on when a picture's turn comes: the picture itself, or, while it has not arrived,
 * another of the pool that has (its index modulo their number). So an epoch keeps its length and
 * never waits.
 *
 * @returns a function from the index in the order to the index to use; throws while no picture of
 *   the pool has arrived
 */
export function substitution(pool: Uint32Array, set: PictureSet): (index: number) => number {
  let ranges = set.arrived;
  let present = pool.filter((index) => set.has(index));
  return (index) => {
    if (set.has(index)) return index;
    if (ranges !== set.arrived) {
      ranges = set.arrived;
      present = pool.filter((other) => set.has(other));
    }
    const other = present[index % present.length];
    if (other === undefined) throw new Error('No picture of the chosen digits has arrived.');
    return other;
  };
}
