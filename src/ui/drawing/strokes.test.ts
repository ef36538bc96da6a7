import { expect, test } from 'vitest';
import { paintStrokes, type Stroke } from './strokes.ts';

/** Records what is painted, as a canvas would paint it: lines without length leave no mark. */
function paint(strokes: readonly Stroke[]): string[] {
  const marks: string[] = [];
  let [path, length] = ['', 0];
  const at = { x: 0, y: 0 };
  const move = (x: number, y: number) => Object.assign(at, { x, y });
  const context = {
    setTransform() {},
    scale() {},
    fillRect() {},
    beginPath() {
      [path, length] = ['', 0];
    },
    moveTo: move,
    lineTo(x: number, y: number) {
      length += Math.hypot(x - at.x, y - at.y);
      path = 'line';
      move(x, y);
    },
    arc(x: number, y: number, radius: number) {
      path = `dot of ${radius} at ${x}, ${y}`;
    },
    stroke() {
      if (length > 0) marks.push(path);
    },
    fill() {
      marks.push(path);
    },
  };
  paintStrokes(context as unknown as CanvasRenderingContext2D, strokes);
  return marks;
}

test('a tap paints a dot, with or without a tremble', () => {
  const point = { x: 4, y: 5 };
  const tap: Stroke = { kind: 'line', width: 2, points: [point] };
  expect(paint([tap])).toEqual(['dot of 1 at 4, 5']);
  expect(paint([{ ...tap, points: [point, { ...point }] }])).toEqual(['dot of 1 at 4, 5']);
  expect(paint([{ ...tap, points: [point, { x: 5, y: 5 }] }])).toEqual(['line']);
});
