import { isPicture, type Shape } from '../../spec/shape.ts';
import { figure } from '../figure.ts';
import { reach } from './diverging.ts';
import { tint } from './grey.ts';
import type { Rgb } from './palette.ts';
import { pixelText } from './values.ts';

/**
 * How a layer's output lies on its canvas, in canvas pixels: a dense layer's units as cells of one
 * pixel, a stack of feature maps as a grid of little pictures with one clear pixel between them.
 */
export interface ActivationGrid {
  columns: number;
  rows: number;
  /** Of one cell or map, gap excluded. */
  cellWidth: number;
  cellHeight: number;
  gap: number;
  width: number;
  height: number;
}

/** The grid whose cells come nearest to squares in a place of `width` by `height`, in any unit. */
export function activationGrid(shape: Shape, width: number, height: number): ActivationGrid {
  const [cellHeight, cellWidth] = isPicture(shape) ? shape : [1, 1];
  const cells = isPicture(shape) ? shape[2] : shape[0];
  const gap = isPicture(shape) ? 1 : 0;
  const columns = bestColumns(cells, (width / height) * (cellHeight / cellWidth));
  const rows = Math.ceil(cells / columns);
  return {
    columns,
    rows,
    cellWidth,
    cellHeight,
    gap,
    width: columns * (cellWidth + gap) - gap,
    height: rows * (cellHeight + gap) - gap,
  };
}

function bestColumns(cells: number, aspect: number): number {
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let columns = 1; columns <= cells; columns += 1) {
    const rows = Math.ceil(cells / columns);
    const stretch = Math.abs(Math.log((aspect * rows) / columns));
    // A ragged last row costs more than cells that are somewhat wide or tall.
    const empty = (8 * (rows * columns - cells)) / cells;
    if (stretch + empty >= least) continue;
    least = stretch + empty;
    best = columns;
  }
  return best;
}

/**
 * A layer's output: above zero in `colour`, below in `negative`, as strong as its share of the
 * layer's largest value.
 */
export function drawActivation(
  context: Pick<CanvasRenderingContext2D, 'putImageData'>,
  values: Float32Array,
  grid: ActivationGrid,
  { colour, negative }: { colour: Rgb; negative: Rgb },
): void {
  const image = new ImageData(grid.width, grid.height);
  const most = reach(values);
  const cells = values.length / (grid.cellWidth * grid.cellHeight);
  for (let cell = 0; cell < cells; cell += 1) {
    const left = (cell % grid.columns) * (grid.cellWidth + grid.gap);
    const top = Math.floor(cell / grid.columns) * (grid.cellHeight + grid.gap);
    for (let row = 0; row < grid.cellHeight; row += 1) {
      for (let column = 0; column < grid.cellWidth; column += 1) {
        // Channels last: the maps' values are interleaved.
        const value = values[(row * grid.cellWidth + column) * cells + cell] ?? 0;
        const pixel = (top + row) * grid.width + left + column;
        const share = most > 0 ? Math.abs(value) / most : 0;
        tint(image, pixel, value < 0 ? negative : colour, share);
      }
    }
  }
  context.putImageData(image, 0, 0);
}

/** What `drawActivation` shows at a canvas pixel: a unit's output, or a place of a feature map. */
export function readActivation(
  values: Float32Array,
  { columns, rows, cellWidth, cellHeight, gap }: ActivationGrid,
  x: number,
  y: number,
): string | null {
  const [column, row] = [Math.floor(x / (cellWidth + gap)), Math.floor(y / (cellHeight + gap))];
  const [left, top] = [x - column * (cellWidth + gap), y - row * (cellHeight + gap)];
  if (column < 0 || column >= columns || row < 0 || row >= rows) return null;
  if (left >= cellWidth || top >= cellHeight) return null;
  const cell = row * columns + column;
  const cells = values.length / (cellWidth * cellHeight);
  const value = cell < cells ? values[(top * cellWidth + left) * cells + cell] : undefined;
  if (value === undefined) return null;
  const isList = cellWidth * cellHeight === 1;
  return isList
    ? `unit ${cell + 1}: ${figure(value)}`
    : `map ${cell + 1}, ${pixelText(top, left, value)}`;
}
