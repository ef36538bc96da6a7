/** How far the reconstruction p is from its target t; each is the mean over pixels and examples. */
export const losses = {
  binaryCrossentropy: {
    label: 'Binary cross-entropy',
    short: 'BCE',
    formula: '−t·log p − (1 − t)·log(1 − p)',
    summary: 'Treats each grey value as the chance of ink; punishes confident mistakes hardest.',
  },
  meanSquaredError: {
    label: 'Mean squared error',
    short: 'MSE',
    formula: '(p − t)²',
    summary: 'The squared distance of each pixel: large errors count most.',
  },
  meanAbsoluteError: {
    label: 'Mean absolute error',
    short: 'MAE',
    formula: '|p − t|',
    summary: 'The plain distance of each pixel: all errors count in proportion.',
  },
} as const satisfies Record<
  string,
  { label: string; short: string; formula: string; summary: string }
>;

export type LossKind = keyof typeof losses;

/** Predictions are kept this far from 0 and 1 inside the logarithms, as Keras does. */
export const BCE_EPSILON = 1e-7;
