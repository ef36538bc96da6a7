import type { Place } from '../../spec/code-plane.ts';
import type { Viewport } from '../canvas/scatter.ts';
import type { Size } from '../use-size.ts';

/** Free space around the points, as a share of the canvas. */
const MARGIN = 0.06;

/** The stretch of the plane that is shown. */
export interface Extent {
  low: Place;
  high: Place;
}

/** The stretch that holds all points; as wide as 1 where they are all one. */
export function extentOf(points: Float32Array): Extent {
  const low = { x: Number.POSITIVE_INFINITY, y: Number.POSITIVE_INFINITY };
  const high = { x: Number.NEGATIVE_INFINITY, y: Number.NEGATIVE_INFINITY };
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i] as number, points[i + 1] as number];
    if (!Number.isFinite(x + y)) continue;
    low.x = Math.min(low.x, x);
    high.x = Math.max(high.x, x);
    low.y = Math.min(low.y, y);
    high.y = Math.max(high.y, y);
  }
  if (!(low.x <= high.x)) return { low: { x: -0.5, y: -0.5 }, high: { x: 0.5, y: 0.5 } };
  const isOne = low.x === high.x && low.y === high.y;
  if (!isOne) return { low, high };
  return { low: { x: low.x - 0.5, y: low.y - 0.5 }, high: { x: low.x + 0.5, y: low.y + 0.5 } };
}

/**
 * The stretch to show next: the one before while the points still fill it, so that the map does not
 * breathe with every update.
 */
export function steadyExtent(before: Extent | null, now: Extent): Extent {
  if (!before) return now;
  const inside =
    now.low.x >= before.low.x &&
    now.low.y >= before.low.y &&
    now.high.x <= before.high.x &&
    now.high.y <= before.high.y;
  const share = Math.max(
    (now.high.x - now.low.x) / (before.high.x - before.low.x || 1),
    (now.high.y - now.low.y) / (before.high.y - before.low.y || 1),
  );
  return inside && share > 0.75 ? before : now;
}

/** Centres the stretch on the canvas, as large as fits, with equal units in both directions. */
export function fitExtent({ low, high }: Extent, { width, height }: Size): Viewport {
  const scale = Math.min(
    (width * (1 - 2 * MARGIN)) / (high.x - low.x || Number.MIN_VALUE),
    (height * (1 - 2 * MARGIN)) / (high.y - low.y || Number.MIN_VALUE),
  );
  return {
    left: width / 2 - scale * ((low.x + high.x) / 2),
    top: height / 2 + scale * ((low.y + high.y) / 2),
    scale,
  };
}

/** A place of the plane in CSS pixels of the canvas. */
export function toPixels({ left, top, scale }: Viewport, { x, y }: Place): Place {
  return { x: left + x * scale, y: top - y * scale };
}

/** A pixel of the canvas as a place of the plane. */
export function toPlace({ left, top, scale }: Viewport, { x, y }: Place): Place {
  return { x: (x - left) / scale, y: (top - y) / scale };
}

/** The point nearest to a place; null where there is none within `reach`. */
export function nearestPoint(points: Float32Array, { x, y }: Place, reach: number): number | null {
  let best: number | null = null;
  let least = reach * reach;
  for (let i = 0; i < points.length; i += 2) {
    const distance = ((points[i] as number) - x) ** 2 + ((points[i + 1] as number) - y) ** 2;
    if (!(distance <= least)) continue;
    least = distance;
    best = i / 2;
  }
  return best;
}
