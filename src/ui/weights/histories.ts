import type { Histogram } from '../../spec/histograms.ts';
import type { Questions } from '../../store/state.ts';

export type LayerHistograms = Questions['histograms']['answer']['layers'];

/** Every layer's histograms at one moment of the training. */
export interface Sample {
  step: number;
  layers: LayerHistograms;
}

/** Samples kept at most; a strip is as many pixels wide at most. */
export const MOST_SAMPLES = 120;

/**
 * Adds a sample. One that is no later than those before begins anew: the network was reset. When there
 * are too many, every second one goes, so that the whole time stays in sight.
 */
export function addSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last && sample.step < last.step) return [sample];
  const kept = last?.step === sample.step ? samples.slice(0, -1) : samples;
  const all = [...kept, sample];
  return all.length > MOST_SAMPLES ? all.filter((_, place) => place % 2 === 0) : all;
}

/** The bins that hold anything at some moment, with one empty bin around them: [first, end). */
export function occupied(histograms: readonly Histogram[]): [first: number, end: number] {
  const bins = histograms[0]?.shares.length ?? 0;
  const isOccupied = (bin: number) => histograms.some(({ shares }) => (shares[bin] ?? 0) > 0);
  const all = Array.from({ length: bins }, (_, bin) => bin);
  const first = all.find(isOccupied) ?? 0;
  const last = all.findLast(isOccupied) ?? bins - 1;
  return [Math.max(0, first - 1), Math.min(bins, last + 2)];
}

/** The place, in bins, below which this share of the binned values lies. */
export function quantile({ shares }: Histogram, share: number): number {
  const all = shares.reduce((sum, value) => sum + value, 0);
  let below = 0;
  for (const [bin, value] of shares.entries()) {
    if (value > 0 && below + value >= share * all) return bin + (share * all - below) / value;
    below += value;
  }
  return shares.length;
}

/**
 * A histogram's bins `first` to `end` as a hill that rises to the right: an SVG path, 100 wide at the
 * fullest bin and 1 high a bin, the last bin on top. Without anything in the bins it is flat.
 */
export function ridgePath(shares: Float32Array, first: number, end: number): string {
  const most = Math.max(...shares);
  const points = Array.from({ length: end - first }, (_, row) => {
    const share = most > 0 ? (shares[end - 1 - row] ?? 0) / most : 0;
    return `L${(100 * share).toFixed(1)} ${row}v1`;
  });
  return `M0 0${points.join('')}L0 ${end - first}Z`;
}
