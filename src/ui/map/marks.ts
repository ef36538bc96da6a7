import type { Place } from '../../spec/code-plane.ts';
import type { Palette, Rgb } from '../canvas/palette.ts';

/** What stands out on the map, in CSS pixels. */
interface Marks {
  /** Of the picture in the hourglass, or of the code that was moved by hand. */
  own: Place | null;
  pointed: Place | null;
  /** Of the walk, none to two. */
  ends: readonly Place[];
  /** Where the keyboard is. */
  cursor: Place | null;
}

/** @param ratio canvas pixels a CSS pixel */
export function drawMarks(
  context: CanvasRenderingContext2D,
  { own, pointed, ends, cursor }: Marks,
  { ink, paper, code }: Palette,
  ratio: number,
): void {
  context.save();
  context.scale(ratio, ratio);
  const [from, to] = ends;
  if (from && to) {
    line(context, [from, to], paper, 5);
    line(context, [from, to], ink, 2);
  }
  for (const end of ends) ring(context, end, 9, ink, paper);
  if (pointed) ring(context, pointed, 8, ink, paper);
  if (cursor) cross(context, cursor, 7, ink, paper);
  if (own) {
    cross(context, own, 11, code, paper);
    ring(context, own, 6, code, paper);
  }
  context.restore();
}

function ring(
  context: CanvasRenderingContext2D,
  { x, y }: Place,
  radius: number,
  colour: Rgb,
  around: Rgb,
): void {
  for (const [width, stroke] of [[5, around] as const, [2, colour] as const]) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = rgb(stroke);
    context.stroke();
  }
}

function cross(
  context: CanvasRenderingContext2D,
  { x, y }: Place,
  arm: number,
  colour: Rgb,
  around: Rgb,
): void {
  for (const [width, stroke] of [[5, around] as const, [2, colour] as const]) {
    line(
      context,
      [
        { x: x - arm, y },
        { x: x + arm, y },
      ],
      stroke,
      width,
    );
    line(
      context,
      [
        { x, y: y - arm },
        { x, y: y + arm },
      ],
      stroke,
      width,
    );
  }
}

function line(
  context: CanvasRenderingContext2D,
  [from, to]: readonly [Place, Place],
  colour: Rgb,
  width: number,
): void {
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.lineWidth = width;
  context.strokeStyle = rgb(colour);
  context.stroke();
}

function rgb(colour: Rgb): string {
  return `rgb(${colour.join(' ')})`;
}
