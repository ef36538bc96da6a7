import type { Domain } from './ticks.ts';

/* How the axes of charts look, and where their values lie. */

/** Pixels that the axes take: below, and at the left. */
export const X_AXIS = 22;
export const Y_AXIS = 38;
export const margin = { top: 6, right: 10, bottom: 0, left: 0 };

const common = {
  type: 'number',
  // A browser's translation would put elements into the figures that an svg does not show.
  className: 'notranslate',
  tick: { fill: 'var(--muted)', fontSize: 11 },
  tickLine: false,
  interval: 0,
} as const;
/** What recharts' axes have in common in every chart. */
export const xAxisLook = {
  ...common,
  axisLine: { stroke: 'var(--hairline)' },
  height: X_AXIS,
} as const;
export const yAxisLook = { ...common, axisLine: false, width: Y_AXIS } as const;

/** Pixels from a chart's left edge to a value of its horizontal axis. */
export function leftOf(value: number, [first, last]: Domain, width: number): number {
  return Y_AXIS + (width - Y_AXIS - margin.right) * shareOf(value, first, last);
}

/** Pixels from a chart's top edge to a value of its vertical axis. */
export function topOf(
  value: number,
  [low, high]: Domain,
  logarithmic: boolean,
  height: number,
): number {
  const scale = logarithmic ? Math.log : (linear: number) => linear;
  const share = shareOf(scale(value), scale(high), scale(low));
  return margin.top + (height - margin.top - X_AXIS) * share;
}

/** Pixels of a chart below its top margin, where lines are drawn and cut off; a low box has none. */
export function drawnHeight(height: number): number {
  return Math.max(0, height - margin.top);
}

/** How far a value is from one end of an axis to the other; the middle where they are one. */
function shareOf(value: number, from: number, to: number): number {
  return from === to ? 0.5 : (value - from) / (to - from);
}

/** Three digits, thousands as `k`. */
export function shortNumber(value: number): string {
  if (value >= 10_000) return `${Math.round(value / 1000)}k`;
  return String(Number(value.toPrecision(3)));
}

export function lossTick(loss: number): string {
  return String(Number(loss.toPrecision(3)));
}
