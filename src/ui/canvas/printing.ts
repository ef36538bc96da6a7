import { type RefObject, useEffect } from 'react';
import { currentPalette, type Palette } from './palette.ts';

/** Draws what a canvas shows with `ratio` pixels for a CSS pixel. */
type Print = (context: CanvasRenderingContext2D, ratio: number, palette: Palette) => void;

const prints = new WeakMap<HTMLCanvasElement, Print>();

/** Lets a canvas of lines and text be saved as sharp as paper wants it; one of pixels needs no help. */
export function usePrint(canvas: RefObject<HTMLCanvasElement | null>, print: Print): void {
  useEffect(() => {
    if (canvas.current) prints.set(canvas.current, print);
  });
}

/** The canvas drawn anew with `ratio` pixels for a CSS pixel; null where it is made of pixels. */
export function printed(canvas: HTMLCanvasElement, ratio: number): HTMLCanvasElement | null {
  const print = prints.get(canvas);
  if (!print) return null;
  const { width, height } = canvas.getBoundingClientRect();
  const sheet = document.createElement('canvas');
  sheet.width = Math.round(width * ratio);
  sheet.height = Math.round(height * ratio);
  const context = sheet.getContext('2d');
  if (context) print(context, ratio, currentPalette());
  return sheet;
}
