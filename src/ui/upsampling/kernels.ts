/** Sides that a kernel may have here; with stride 2, stamps of 2×2 touch and larger ones overlap. */
export const KERNEL_SIDES = [2, 3] as const;
export type KernelSide = (typeof KERNEL_SIDES)[number];

interface KernelRow {
  label: string;
  /** Of each size, in rows from the top left. */
  weights: Readonly<Record<KernelSide, readonly number[]>>;
  /** What comes of it, in one sentence. */
  effect: Readonly<Record<KernelSide, string>>;
}

/** Kernels to begin with. */
export const kernels = {
  young: {
    label: 'As at the start: random',
    weights: {
      2: [0.9, 0.2, 0.4, 0.7],
      3: [0.5, 0.9, 0.1, 0.3, 0.6, 0.8, 0.7, 0.2, 0.4],
    },
    effect: {
      2: 'Each small pixel paints the same uneven stamp: a pattern that repeats every two pixels.',
      3: 'The stamps are uneven and overlap unevenly: both repeat every two pixels.',
    },
  },
  ones: {
    label: 'All ones',
    weights: { 2: [1, 1, 1, 1], 3: [1, 1, 1, 1, 1, 1, 1, 1, 1] },
    effect: {
      2: 'An even stamp that touches its neighbours: nearest neighbour, learned.',
      3: 'The stamp is even, but one, two or four of them meet in a pixel: a checkerboard.',
    },
  },
  smooth: {
    label: 'Bilinear',
    weights: {
      2: [0.5, 0.5, 0.5, 0.5],
      3: [0.25, 0.5, 0.25, 0.5, 1, 0.5, 0.25, 0.5, 0.25],
    },
    effect: {
      2: 'Two by two weights can’t blend neighbours: an even stamp is the smoothest there is.',
      3: 'The weights make up for the overlaps: where stamps meet, they blend into each other.',
    },
  },
} as const satisfies Record<string, KernelRow>;

export type KernelKind = keyof typeof kernels;
