import { figure } from '../figure.ts';

/** What a canvas says of one of its pixels; null where it shows no value. */
export type Read<T> = (data: T, x: number, y: number) => string | null;

const readers = new WeakMap<HTMLCanvasElement, (x: number, y: number) => string | null>();

/** Has `valueAt` ask `read` where the pointer is over this canvas. */
export function setReader(
  canvas: HTMLCanvasElement,
  read: (x: number, y: number) => string | null,
): void {
  readers.set(canvas, read);
}

/** What a canvas shows at a place of the window, in CSS pixels; null where none says. */
export function valueAt(left: number, top: number): string | null {
  for (const element of document.elementsFromPoint(left, top)) {
    const read = element instanceof HTMLCanvasElement ? readers.get(element) : undefined;
    if (!read) continue;
    const { width, height } = element as HTMLCanvasElement;
    const box = element.getBoundingClientRect();
    const x = Math.floor(((left - box.left) / box.width) * width);
    const y = Math.floor(((top - box.top) / box.height) * height);
    return read(Math.min(x, width - 1), Math.min(y, height - 1));
  }
  return null;
}

/** `row 3, column 14: 0.82`; rows and columns are counted from 1. */
export function pixelText(row: number, column: number, value: number | undefined): string | null {
  return value === undefined ? null : `row ${row + 1}, column ${column + 1}: ${figure(value)}`;
}
