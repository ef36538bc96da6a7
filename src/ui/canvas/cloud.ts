import { figure } from '../figure.ts';
import type { Palette, Rgb } from './palette.ts';

/** A variational code: a normal distribution for each unit. */
export interface Cloud {
  means: Float32Array;
  /** Standard deviations; null of a code set by hand, which has none. */
  spreads: Float32Array | null;
}

/** The prior reaches three standard deviations to each side. */
const LEAST_REACH = 3;

/**
 * A line a unit, zero in the middle: a bar from μ − σ to μ + σ and a stroke at μ, before the band that
 * the prior N(0, 1) would fill.
 */
export function drawCloud(
  context: CanvasRenderingContext2D,
  { means, spreads }: Cloud,
  palette: Palette,
): void {
  const { width, height } = context.canvas;
  const reach = reachOf(means, spreads);
  const at = (value: number) => ((value / reach + 1) / 2) * width;
  const fill = (colour: Rgb, alpha: number) => {
    context.fillStyle = `rgb(${colour.join(' ')} / ${alpha})`;
  };
  context.clearRect(0, 0, width, height);
  fill(palette.code, 0.1);
  context.fillRect(at(-1), 0, at(1) - at(-1), height);
  fill(palette.ink, 0.25);
  context.fillRect(at(0) - 0.5, 0, 1, height);
  const line = height / means.length;
  const thick = Math.max(1, Math.min(line * 0.5, 12));
  for (const [unit, mean] of means.entries()) {
    const middle = (unit + 0.5) * line;
    const spread = spreads?.[unit] ?? 0;
    fill(palette.code, 0.5);
    context.fillRect(at(mean - spread), middle - thick / 2, at(spread) - at(-spread), thick);
    fill(palette.ink, 1);
    context.fillRect(at(mean) - 1, middle - thick * 0.75, 2, thick * 1.5);
  }
}

/** The unit that `drawCloud` shows at a share of the canvas' height, from 0 to 1. */
export function readCloud({ means, spreads }: Cloud, share: number): string | null {
  const unit = Math.floor(share * means.length);
  const [mean, spread] = [means[unit], spreads?.[unit]];
  if (mean === undefined) return null;
  const deviation = spread === undefined ? '' : `, σ ${figure(spread)}`;
  return `unit ${unit + 1}: μ ${figure(mean)}${deviation}`;
}

/** What the edges stand for: at least three, and enough for every bar. */
export function reachOf(means: Float32Array, spreads: Float32Array | null): number {
  let reach = LEAST_REACH;
  for (const [unit, mean] of means.entries()) {
    reach = Math.max(reach, Math.abs(mean) + (spreads?.[unit] ?? 0));
  }
  return reach;
}
