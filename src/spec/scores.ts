/** What counts as the strangeness of a picture t that became p; each is larger the stranger it is. */
export const scores = {
  relative: {
    label: 'Squared error per ink',
    formula: 'Σ (p − t)² / Σ t',
    summary:
      'A digit with much ink has more to get wrong: divided by its ink, a thin 1 can be as strange as a bold 8.',
  },
  squared: {
    label: 'Squared error',
    formula: 'Σ (p − t)² / 784',
    summary: 'The mean over the pixels: bold digits look stranger than thin ones.',
  },
  crossEntropy: {
    label: 'Binary cross-entropy',
    formula: '−Σ (t·log p + (1 − t)·log(1 − p)) / 784',
    summary: 'The mean over the pixels: grey edges, which every digit has, count most.',
  },
} as const satisfies Record<string, { label: string; formula: string; summary: string }>;

export type ScoreKind = keyof typeof scores;

/** What a detector does at one threshold: everything that scores at least as high counts as strange. */
export interface RocPoint {
  threshold: number;
  /** Share of the strange that it catches, and share of the normal that it takes for strange. */
  caught: number;
  falseAlarms: number;
}
