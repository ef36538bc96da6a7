import { tint } from './grey.ts';
import type { Palette } from './palette.ts';
import { pixelText } from './values.ts';

/** Below zero in the input's colour, above in the output's, the stronger the farther; zero is clear. */
export function paintDiverging(
  image: ImageData,
  pixel: number,
  value: number,
  limit: number,
  palette: Palette,
): void {
  const colour = value < 0 ? palette.input : palette.output;
  tint(image, pixel, colour, limit > 0 ? Math.min(1, Math.abs(value) / limit) : 0);
}

/** Output minus target for one 28×28 picture: missing ink in the input's colour, excess in the output's. */
export function drawDifference(
  context: CanvasRenderingContext2D,
  { target, output }: { target: Float32Array; output: Float32Array },
  palette: Palette,
): void {
  const image = new ImageData(28, 28);
  for (const [pixel, value] of target.entries()) {
    paintDiverging(image, pixel, (output[pixel] ?? 0) - value, 1, palette);
  }
  context.putImageData(image, 0, 0);
}

/** What `drawDifference` shows at a canvas pixel. */
export function readDifference(
  { target, output }: { target: Float32Array; output: Float32Array },
  x: number,
  y: number,
): string | null {
  const pixel = y * 28 + x;
  return pixelText(y, x, (output[pixel] ?? 0) - (target[pixel] ?? 0));
}

/** Largest distance from zero. */
export function reach(values: Float32Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}
