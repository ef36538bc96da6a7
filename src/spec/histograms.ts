/*
 * How values spread, in bins that never move, so that a layer's histograms of one moment and another
 * can stand side by side: weights and gradients grow and shrink by orders of magnitude.
 */

/** Weights below this lie on a scale that is nearly linear, those above on a logarithmic one. */
const WEIGHT_KNEE = 0.01;
/** Bins of one order of magnitude. */
const WEIGHTS_PER_DECADE = 15;
const GRADIENTS_PER_DECADE = 6;
const WEIGHT_DECADES = 3.2;
/** Gradients from 10^−10 on; smaller ones lie in the first bin, zeros are counted apart. */
const LEAST_EXPONENT = -10;
const MOST_EXPONENT = 1;

/** A scale of bins: `at` gives a value's place, in bins from the first one's start; `value` goes back. */
export interface BinScale {
  bins: number;
  at(value: number): number;
  value(place: number): number;
}

export const binScales = {
  /** Symmetric: sign(w) · log₁₀(1 + |w| / 0.01). */
  weights: {
    bins: 2 * WEIGHT_DECADES * WEIGHTS_PER_DECADE,
    at: (value) =>
      WEIGHTS_PER_DECADE *
      (WEIGHT_DECADES + Math.sign(value) * Math.log10(1 + Math.abs(value) / WEIGHT_KNEE)),
    value: (place) => {
      const decades = place / WEIGHTS_PER_DECADE - WEIGHT_DECADES;
      return Math.sign(decades) * WEIGHT_KNEE * (10 ** Math.abs(decades) - 1);
    },
  },
  /** log₁₀ |g|, whatever its sign. */
  gradients: {
    bins: (MOST_EXPONENT - LEAST_EXPONENT) * GRADIENTS_PER_DECADE,
    at: (value) => GRADIENTS_PER_DECADE * (Math.log10(Math.abs(value)) - LEAST_EXPONENT),
    value: (place) => 10 ** (place / GRADIENTS_PER_DECADE + LEAST_EXPONENT),
  },
} as const satisfies Record<string, BinScale>;

export type HistogramKind = keyof typeof binScales;

/** How an array's values spread. */
export interface Histogram {
  /** The share of the values in each bin. */
  shares: Float32Array<ArrayBuffer>;
  /** The share that is exactly 0; gradients of 0 are in no bin. */
  zeros: number;
}
