import { binScales, type Histogram, type HistogramKind } from '../spec/histograms.ts';

/** The spread of values over the bins of their kind; what lies beyond is in the outermost bin. */
export function histogramOf(kind: HistogramKind, values: Float32Array): Histogram {
  const { bins, at } = binScales[kind];
  const counts = new Float32Array(bins);
  let zeros = 0;
  for (const value of values) {
    if (value === 0) zeros++;
    if (value === 0 && kind === 'gradients') continue;
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(at(value))));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return {
    shares: counts.map((count) => count / values.length),
    zeros: zeros / values.length,
  };
}
