import {
  array,
  type InferOutput,
  integer,
  minLength,
  minValue,
  number,
  object,
  picklist,
  pipe,
  string,
} from 'valibot';

import { DIGIT_SIZE } from '../spec/shape.ts';

export type SplitName = 'train' | 'test';

/** How many pictures MNIST has in each split. */
export const SPLIT_SIZES = { train: 60_000, test: 10_000 } as const satisfies Record<
  SplitName,
  number
>;

/** Where the packs cut the splits. Cuts at 2,048 and 10,000 as a student may choose these many. */
export const PACK_CUTS = {
  train: [
    0, 2048, 6024, 10_000, 15_000, 20_000, 25_000, 30_000, 35_000, 40_000, 45_000, 50_000, 55_000,
    60_000,
  ],
  test: [0, 1000, 5500, 10_000],
} as const satisfies Record<SplitName, readonly number[]>;

const wholeNumber = pipe(number(), integer(), minValue(0));

const partSchema = object({
  split: picklist(['train', 'test']),
  holds: picklist(['labels', 'images']),
  start: wholeNumber,
  end: wholeNumber,
});

const packSchema = object({
  file: string(),
  packedBytes: wholeNumber,
  bytes: wholeNumber,
  parts: array(partSchema),
});

/** `data/mnist.json`: the packs in the order in which to fetch them; the first has all labels. */
export const manifestSchema = object({ packs: pipe(array(packSchema), minLength(1)) });

/**
 * A run of labels (a byte a label) or pictures (784 bytes a picture, row by row, 255 is ink) of one
 * split, from `start` up to but not including `end`.
 */
export type PackPart = InferOutput<typeof partSchema>;

/**
 * One file of the data set: its parts one after another, compressed with gzip. `file` is its name
 * beside the manifest and holds a hash of the content, so it may be cached for ever; `packedBytes`
 * is its length as the server sends it, `bytes` once unpacked.
 */
export type Pack = InferOutput<typeof packSchema>;
export type Manifest = InferOutput<typeof manifestSchema>;

/** Where the manifest lies, relative to the page; the packs lie beside it. */
export const MANIFEST_PATH = 'data/mnist.json';

/** Length in bytes of one part, unpacked. */
export function partBytes(part: PackPart): number {
  return (part.end - part.start) * (part.holds === 'labels' ? 1 : DIGIT_SIZE);
}

/**
 * What each pack holds, in the order in which to fetch them: first all labels with enough pictures
 * to start training, then those of the 10,000-image choice, the test images, and all the rest.
 */
export function packPlan(): PackPart[][] {
  const [firstTrain, ...train] = cutsOf('train');
  const [firstTest, ...test] = cutsOf('test');
  const labels = (split: SplitName): PackPart => ({
    split,
    holds: 'labels',
    start: 0,
    end: SPLIT_SIZES[split],
  });
  const first = [labels('train'), labels('test'), firstTrain, firstTest];
  const followers = [...train.slice(0, 2), ...test, ...train.slice(2)];
  return [first.filter((part) => part !== undefined), ...followers.map((part) => [part])];
}

function cutsOf(split: SplitName): PackPart[] {
  const cuts: readonly number[] = PACK_CUTS[split];
  return cuts.slice(1).map((end, i) => ({ split, holds: 'images', start: cuts[i] ?? 0, end }));
}
