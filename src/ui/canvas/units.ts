import { figure } from '../figure.ts';
import { reach } from './diverging.ts';
import { tint } from './grey.ts';
import type { Palette, Rgb } from './palette.ts';
import { pixelText } from './values.ts';

/** Some of a layer's units, one cell each: a list's as squares, feature maps as pictures. */
export interface UnitCells {
  /** Units of the whole layer; its values are theirs in turn, place after place. */
  units: number;
  first: number;
  count: number;
  columns: number;
  /** Places of one unit: [1, 1] in a list. */
  height: number;
  width: number;
  /** Canvas pixels for a place, and between two cells. */
  scale: number;
  gap: number;
}

/** The cells of a layer of this shape that fit on one page, from unit `first` on. */
export function unitCells(shape: readonly number[], first: number): UnitCells {
  const [height, width, units] = shape.length === 3 ? shape : [1, 1, shape[0]];
  const isList = shape.length !== 3;
  const count = Math.min(UNITS_A_PAGE, (units ?? 0) - first);
  return {
    units: units ?? 0,
    first,
    count,
    columns: Math.min(count, isList ? 16 : 8),
    height: height ?? 1,
    width: width ?? 1,
    scale: isList ? 12 : 1,
    gap: isList ? 2 : 1,
  };
}

export const UNITS_A_PAGE = 64;

/** Canvas pixels that the cells take. */
export function cellsSize({ count, columns, height, width, scale, gap }: UnitCells) {
  const rows = Math.ceil(count / columns);
  return { width: columns * (width * scale + gap), height: rows * (height * scale + gap) };
}

/** Values above zero in `colour`, below in ink, as strong as their share of the layer's largest. */
export function drawUnits(
  context: CanvasRenderingContext2D,
  values: Float32Array,
  cells: UnitCells,
  colour: Rgb,
  palette: Palette,
): void {
  const size = cellsSize(cells);
  const image = new ImageData(size.width, size.height);
  const most = reach(values);
  const { scale, gap, columns } = cells;
  for (let cell = 0; cell < cells.count; cell += 1) {
    const left = (cell % columns) * (cells.width * scale + gap);
    const top = Math.floor(cell / columns) * (cells.height * scale + gap);
    for (let y = 0; y < cells.height * scale; y += 1) {
      for (let x = 0; x < cells.width * scale; x += 1) {
        const place = Math.floor(y / scale) * cells.width + Math.floor(x / scale);
        const value = values[place * cells.units + cells.first + cell] ?? 0;
        const share = most > 0 ? Math.abs(value) / most : 0;
        tint(image, (top + y) * size.width + left + x, value < 0 ? palette.ink : colour, share);
      }
    }
  }
  context.putImageData(image, 0, 0);
}

/** What `drawUnits` shows at a canvas pixel. */
export function readUnits(
  values: Float32Array,
  cells: UnitCells,
  x: number,
  y: number,
): string | null {
  const { scale, gap, columns, first } = cells;
  const [width, height] = [cells.width * scale + gap, cells.height * scale + gap];
  const cell = Math.floor(y / height) * columns + Math.floor(x / width);
  const [left, top] = [Math.floor((x % width) / scale), Math.floor((y % height) / scale)];
  if (cell >= cells.count || left >= cells.width || top >= cells.height) return null;
  const value = values[(top * cells.width + left) * cells.units + first + cell];
  if (value === undefined) return null;
  const isList = cells.width * cells.height === 1;
  return isList
    ? `unit ${first + cell + 1}: ${figure(value)}`
    : `map ${first + cell + 1}, ${pixelText(top, left, value)}`;
}

/** Crosses out a cell. */
export function crossOut(
  context: CanvasRenderingContext2D,
  cells: UnitCells,
  cell: number,
  { ink }: Palette,
): void {
  const { scale, gap, columns } = cells;
  const [width, height] = [cells.width * scale, cells.height * scale];
  const left = (cell % columns) * (width + gap) + 0.5;
  const top = Math.floor(cell / columns) * (height + gap) + 0.5;
  context.strokeStyle = `rgb(${ink.join(' ')})`;
  context.strokeRect(left, top, width - 1, height - 1);
  context.beginPath();
  context.moveTo(left, top);
  context.lineTo(left + width - 1, top + height - 1);
  context.moveTo(left + width - 1, top);
  context.lineTo(left, top + height - 1);
  context.stroke();
}
