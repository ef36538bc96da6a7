import type { NumberRange } from './range.ts';

/** What the network is asked to do with its input. */
export const tasks = {
  reconstruct: {
    label: 'Reconstruct',
    summary: 'Rebuild the picture through the bottleneck.',
  },
  denoise: {
    label: 'Denoise',
    summary: 'Keep what makes a digit, drop the noise.',
  },
  inpaint: {
    label: 'Inpaint',
    summary: 'Fill in the part that is missing.',
  },
  sharpen: {
    label: 'Sharpen',
    summary: 'Draw the fine lines of a coarse picture.',
  },
  segment: {
    label: 'Segment',
    summary: 'Find the digit in clutter: paint its mask.',
  },
} as const satisfies Record<string, { label: string; summary: string }>;

export type TaskKind = keyof typeof tasks;

interface CorruptionRow {
  task: TaskKind;
  label: string;
  /** What its strength means; null where there is nothing to set. */
  strength: (NumberRange & { initial: number }) | null;
}

/** One row for everything that may be done to an input; `src/data/corruption.ts` does it. */
export const corruptions = {
  none: { task: 'reconstruct', label: 'None', strength: null },
  gaussian: {
    task: 'denoise',
    label: 'Gaussian noise',
    strength: { label: 'Standard deviation', min: 0.05, max: 1, initial: 0.5 },
  },
  saltAndPepper: {
    task: 'denoise',
    label: 'Salt and pepper',
    strength: { label: 'Share of pixels', min: 0.01, max: 0.9, initial: 0.3 },
  },
  speckle: {
    task: 'denoise',
    label: 'Speckle',
    strength: { label: 'Standard deviation', min: 0.05, max: 2, initial: 0.8 },
  },
  square: {
    task: 'inpaint',
    label: 'A square',
    strength: { label: 'Side in pixels', min: 2, max: 24, integer: true, initial: 10 },
  },
  half: {
    task: 'inpaint',
    label: 'One side',
    strength: { label: 'Share missing', min: 0.1, max: 0.9, initial: 0.5 },
  },
  coarse14: { task: 'sharpen', label: 'From 14×14', strength: null },
  coarse7: { task: 'sharpen', label: 'From 7×7', strength: null },
  clutter: {
    task: 'segment',
    label: 'Textured clutter',
    strength: { label: 'Contrast', min: 0.1, max: 1, initial: 0.6 },
  },
} as const satisfies Record<string, CorruptionRow>;

export type CorruptionKind = keyof typeof corruptions;

/** What is done to an input, and how strongly; strength is 0 where the row has none. */
export interface Corruption {
  kind: CorruptionKind;
  strength: number;
}

export const NO_CORRUPTION: Corruption = { kind: 'none', strength: 0 };

/** A corruption at its usual strength. */
export function initialCorruption(kind: CorruptionKind): Corruption {
  return { kind, strength: strengthOf(kind)?.initial ?? 0 };
}

/** What a corruption's strength may be; null where it has none. */
export function strengthOf(kind: CorruptionKind): CorruptionRow['strength'] {
  return corruptions[kind].strength;
}

/** The corruptions of a task, in the table's order; the first one is its usual one. */
export function corruptionsOf(task: TaskKind): CorruptionKind[] {
  const kinds = Object.keys(corruptions) as CorruptionKind[];
  return kinds.filter((kind) => corruptions[kind].task === task);
}

export function taskOf({ kind }: Corruption): TaskKind {
  return corruptions[kind].task;
}

/** A pixel at least this dark belongs to the mask of a digit, bytes from 0 to 255. */
export const MASK_THRESHOLD = 128;

/** Whether the target is the digit's mask in place of the digit. */
export function targetsMask(corruption: Corruption): boolean {
  return taskOf(corruption) === 'segment';
}
