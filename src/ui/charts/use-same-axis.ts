import { useMemo } from 'react';
import type { Axis } from './ChartAxes.tsx';
import { type Domain, linearTicks, logarithmicTicks, TICKS } from './ticks.ts';

/** Domain and ticks, the same objects while nothing changes: the chart lays new axes out at a price. */
export function useSameAxis([low, high]: Domain, logarithmic = false): Axis {
  return useMemo(() => {
    const domain: [number, number] = [low, high];
    const ticks = (logarithmic ? logarithmicTicks : linearTicks)(domain, TICKS);
    return { domain, ticks };
  }, [low, high, logarithmic]);
}
