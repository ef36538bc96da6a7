/** The stretch over which a unit of the code can be moved. */
export interface CodeRange {
  low: number;
  high: number;
}

/**
 * A round stretch that holds all the values and a quarter more, so that sliders keep still while
 * training moves the values about.
 */
export function codeRange(values: Iterable<number>): CodeRange {
  let [low, high] = [0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low === 0 && high === 0) return { low: 0, high: 1 };
  return { low: low < 0 ? -roundUp(-low * 1.25) : 0, high: high > 0 ? roundUp(high * 1.25) : 0 };
}

/** The next round number, in any power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= value) ?? 10;
  return Number((step * power).toPrecision(2));
}

/** Units shown at a time: one feature map, or up to 64 units of a list. */
export const PAGE_UNITS = 64;
