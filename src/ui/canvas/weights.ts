import { figure } from '../figure.ts';
import { paintDiverging } from './diverging.ts';
import type { Palette } from './palette.ts';

/** Tiles of `width` by `height` weights; `position` finds one in the flat parameter array. */
interface Tiles {
  width: number;
  height: number;
  nameOf(tile: number): string;
  position(tile: number, x: number, y: number): number;
}

/**
 * `count` tiles from `first` on, `columns` a row, one clear pixel after each; blue below zero, amber
 * above, as strong as their share of the largest weight shown.
 */
export function drawWeights(
  context: CanvasRenderingContext2D,
  parameters: Float32Array,
  tiles: Tiles,
  { first, count, columns }: { first: number; count: number; columns: number },
  palette: Palette,
): void {
  const { width, height } = context.canvas;
  const image = new ImageData(width, height);
  const limit = largest(parameters, tiles, first, count);
  for (let place = 0; place < count; place += 1) {
    const left = (place % columns) * (tiles.width + 1);
    const top = Math.floor(place / columns) * (tiles.height + 1);
    for (let y = 0; y < tiles.height; y += 1) {
      for (let x = 0; x < tiles.width; x += 1) {
        const weight = parameters[tiles.position(first + place, x, y)] ?? 0;
        paintDiverging(image, (top + y) * width + left + x, weight, limit, palette);
      }
    }
  }
  context.putImageData(image, 0, 0);
}

/** What `drawWeights` shows at a canvas pixel. */
export function readWeights(
  parameters: Float32Array,
  tiles: Tiles,
  { first, count, columns }: { first: number; count: number; columns: number },
  x: number,
  y: number,
): string | null {
  const [column, row] = [Math.floor(x / (tiles.width + 1)), Math.floor(y / (tiles.height + 1))];
  const [left, top] = [x - column * (tiles.width + 1), y - row * (tiles.height + 1)];
  const place = row * columns + column;
  if (place >= count || left >= tiles.width || top >= tiles.height) return null;
  const weight = parameters[tiles.position(first + place, left, top)];
  return weight === undefined ? null : `${tiles.nameOf(first + place)}: ${figure(weight)}`;
}

function largest(parameters: Float32Array, tiles: Tiles, first: number, count: number): number {
  let most = 0;
  for (let tile = first; tile < first + count; tile += 1) {
    for (let y = 0; y < tiles.height; y += 1) {
      for (let x = 0; x < tiles.width; x += 1) {
        most = Math.max(most, Math.abs(parameters[tiles.position(tile, x, y)] ?? 0));
      }
    }
  }
  return most;
}
