import { expect, test } from 'vitest';
import { createDrawing, hasCellInk } from './drawing.ts';
import { gridPoint } from './strokes.ts';

test('a stroke is undone as a whole', () => {
  const drawing = createDrawing();
  drawing.getState().begin({ x: 4, y: 4 });
  drawing.getState().extend([
    { x: 8, y: 4 },
    { x: 12, y: 4 },
  ]);
  expect(drawing.getState().strokes).toHaveLength(1);
  drawing.getState().undo();
  expect(drawing.getState().strokes).toHaveLength(0);
});

test('the keyboard paints a cell and erases it again', () => {
  const drawing = createDrawing();
  const cell = drawing.getState().cursor;
  drawing.getState().toggleCell();
  expect(hasCellInk(drawing.getState().strokes, cell)).toBe(true);
  drawing.getState().toggleCell();
  expect(hasCellInk(drawing.getState().strokes, cell)).toBe(false);
});

test('the keyboard erases what the pen drew', () => {
  const drawing = createDrawing();
  drawing.getState().begin({ x: 10, y: 14.5 });
  drawing.getState().extend([{ x: 18, y: 14.5 }]);
  const cell = drawing.getState().cursor;
  expect(hasCellInk(drawing.getState().strokes, cell)).toBe(true);
  drawing.getState().toggleCell();
  expect(hasCellInk(drawing.getState().strokes, cell)).toBe(false);
});

test('the cursor stays on the pad', () => {
  const drawing = createDrawing();
  drawing.getState().moveCursor(-100, 100);
  expect(drawing.getState().cursor).toEqual({ column: 0, row: 27 });
});

test('a pointer is found on the grid whatever the size of the pad', () => {
  const box = { left: 100, top: 50, width: 280, height: 140 };
  expect(gridPoint({ clientX: 240, clientY: 120 }, box)).toEqual({ x: 14, y: 14 });
});
