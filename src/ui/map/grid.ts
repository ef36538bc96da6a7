import { type CodePlane, codeAt, type Place } from '../../spec/code-plane.ts';
import { tint } from '../canvas/grey.ts';
import type { Palette } from '../canvas/palette.ts';
import type { Viewport } from '../canvas/scatter.ts';
import { newSheet } from '../canvas/sheet.ts';
import { type Extent, toPixels } from './viewport.ts';

/** Pictures along the longer side of the grid. */
const MOST = 18;
/** How strong the pictures are under the points. */
const STRENGTH = 0.5;

/** Cells that cover a stretch of the plane, row by row from its top left. */
export interface Cells {
  columns: number;
  rows: number;
  /** Of a square cell, in the plane's units. */
  side: number;
  /** Its top left corner. */
  corner: Place;
}

/** Cells with their pictures, 784 values each. */
export interface Grid {
  cells: Cells;
  pictures: Float32Array;
}

/** Square cells that cover the stretch. */
export function cellsOf({ low, high }: Extent): Cells {
  const [width, height] = [high.x - low.x, high.y - low.y];
  const side = Math.max(width, height) / MOST;
  const columns = Math.max(1, Math.ceil(width / side - 1e-6));
  const rows = Math.max(1, Math.ceil(height / side - 1e-6));
  const corner = {
    x: (low.x + high.x - columns * side) / 2,
    y: (low.y + high.y + rows * side) / 2,
  };
  return { columns, rows, side, corner };
}

/** The codes in the middle of the cells. */
export function codesOfCells(plane: CodePlane, cells: Cells): Float32Array<ArrayBuffer> {
  const { columns, rows, side, corner } = cells;
  const size = plane.origin.length;
  const codes = new Float32Array(columns * rows * size);
  for (let cell = 0; cell < columns * rows; cell++) {
    const x = corner.x + ((cell % columns) + 0.5) * side;
    const y = corner.y - (Math.floor(cell / columns) + 0.5) * side;
    codes.set(codeAt(plane, { x, y }), cell * size);
  }
  return codes;
}

/** The pictures in pale ink, under the points. */
export function drawGrid(
  context: CanvasRenderingContext2D,
  { cells, pictures }: Grid,
  viewport: Viewport,
  { ink }: Palette,
  ratio: number,
): void {
  const { columns, rows, side, corner } = cells;
  const sheet = newSheet(columns * 28, rows * 28);
  const pen = sheet.getContext('2d');
  if (!pen || pictures.length !== columns * rows * 784) return;
  const image = new ImageData(sheet.width, sheet.height);
  for (const [i, value] of pictures.entries()) {
    const [cell, pixel] = [Math.floor(i / 784), i % 784];
    const x = (cell % columns) * 28 + (pixel % 28);
    const y = Math.floor(cell / columns) * 28 + Math.floor(pixel / 28);
    tint(image, y * sheet.width + x, ink, STRENGTH * value);
  }
  pen.putImageData(image, 0, 0);
  const { x, y } = toPixels(viewport, corner);
  const pixels = side * viewport.scale * ratio;
  context.imageSmoothingEnabled = true;
  context.drawImage(sheet, x * ratio, y * ratio, columns * pixels, rows * pixels);
}
