import type { Rgb } from './palette.ts';
import { pixelText } from './values.ts';

/** Anything with the values 0 to `full`, paper to ink. */
export interface Greys {
  readonly length: number;
  readonly [index: number]: number;
}

/** Grey pictures, white ink on black as the tutorials show them: grey level = value × 255. */
export function paintGrey(
  image: ImageData,
  values: Greys,
  { from = 0, side = 28, left = 0, top = 0, full = 1 } = {},
): void {
  for (let row = 0; row < side; row += 1) {
    let at = ((top + row) * image.width + left) * 4;
    for (let column = 0; column < side; column += 1, at += 4) {
      const level = ((values[from + row * side + column] ?? 0) / full) * 255;
      image.data[at] = level;
      image.data[at + 1] = level;
      image.data[at + 2] = level;
      image.data[at + 3] = 255;
    }
  }
}

/** One 28×28 picture over the whole canvas. */
export function drawGrey(context: CanvasRenderingContext2D, values: Greys): void {
  const image = new ImageData(28, 28);
  paintGrey(image, values);
  context.putImageData(image, 0, 0);
}

/** What `drawGrey` shows at a canvas pixel. */
export function readGrey(values: Greys, x: number, y: number): string | null {
  return pixelText(y, x, values[y * 28 + x]);
}

/** Pictures of bytes side by side, `columns` a row, `gap` clear pixels between them. */
export function drawThumbnails(
  context: CanvasRenderingContext2D,
  pixels: Uint8Array,
  indices: readonly number[],
  { columns, gap }: { columns: number; gap: number },
): void {
  const { width, height } = context.canvas;
  const image = new ImageData(width, height);
  for (const [place, index] of indices.entries()) {
    const left = (place % columns) * (28 + gap);
    const top = Math.floor(place / columns) * (28 + gap);
    paintGrey(image, pixels, { from: index * 784, left, top, full: 255 });
  }
  context.putImageData(image, 0, 0);
}

/** What `drawThumbnails` shows at a canvas pixel, from 0 to 1. */
export function readThumbnails(
  pixels: Uint8Array,
  indices: readonly number[],
  { columns, gap }: { columns: number; gap: number },
  x: number,
  y: number,
): string | null {
  const [column, row] = [Math.floor(x / (28 + gap)), Math.floor(y / (28 + gap))];
  const [left, top] = [x - column * (28 + gap), y - row * (28 + gap)];
  const index = indices[row * columns + column];
  if (index === undefined || left >= 28 || top >= 28) return null;
  const byte = pixels[index * 784 + top * 28 + left];
  return pixelText(top, left, byte === undefined ? undefined : byte / 255);
}

/** Sets one pixel of `colour`, as opaque as `strength` (0 to 1). */
export function tint(image: ImageData, pixel: number, colour: Rgb, strength: number): void {
  const at = pixel * 4;
  image.data[at] = colour[0];
  image.data[at + 1] = colour[1];
  image.data[at + 2] = colour[2];
  image.data[at + 3] = strength * 255;
}
