import { useMemo } from 'react';
import type { Histogram, HistogramKind } from '../../spec/histograms.ts';
import { drawStrip, type StripData } from '../canvas/strip.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import { occupied, type Sample } from './histories.ts';

interface StripProps {
  kind: HistogramKind;
  index: number;
  samples: readonly Sample[];
}

/** A layer's histograms as a strip of darkness: time to the right, size upwards. */
export function Strip({ kind, index, samples }: StripProps) {
  const data = useStrip(kind, index, samples);
  const canvas = useCanvas<StripData>(() => data, drawStrip);
  if (!data) return <span />;
  const [first, end] = data.bins;
  return <canvas ref={canvas} width={data.columns.length} height={end - first} />;
}

/** What a strip shows; null for a layer that has no weights of its own. */
export function useStrip(
  kind: HistogramKind,
  index: number,
  samples: readonly Sample[],
): (StripData & { newest: Histogram }) | null {
  return useMemo(() => {
    const histograms = samples.flatMap(({ layers }) => layers[index]?.[kind] ?? []);
    const newest = histograms.at(-1);
    if (!newest) return null;
    return { columns: histograms.map(({ shares }) => shares), bins: occupied(histograms), newest };
  }, [kind, index, samples]);
}
