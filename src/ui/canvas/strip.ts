import { tint } from './grey.ts';
import type { Palette } from './palette.ts';

/** Histograms over time: a column a moment, its bins from below upwards. */
export interface StripData {
  columns: readonly Float32Array[];
  /** The bins that are shown: [first, end). */
  bins: readonly [first: number, end: number];
}

/** The share of the bin that `drawStrip` shows at a canvas pixel. */
export function readStrip({ columns, bins: [first, end] }: StripData, x: number, y: number) {
  const share = y < end - first ? columns[x]?.[end - 1 - y] : undefined;
  return share === undefined ? null : { bin: end - 1 - y, share };
}

/** Each bin as dark as its share of the fullest bin of its column. */
export function drawStrip(
  context: CanvasRenderingContext2D,
  { columns, bins: [first, end] }: StripData,
  palette: Palette,
): void {
  const image = new ImageData(columns.length, end - first);
  for (const [column, shares] of columns.entries()) {
    const most = Math.max(...shares);
    for (let bin = first; bin < end; bin += 1) {
      const pixel = (end - 1 - bin) * columns.length + column;
      // The root lets thin tails be seen beside a full middle.
      tint(image, pixel, palette.ink, most > 0 ? Math.sqrt((shares[bin] ?? 0) / most) : 0);
    }
  }
  context.putImageData(image, 0, 0);
}
