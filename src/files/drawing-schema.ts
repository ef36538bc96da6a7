import {
  array,
  boolean,
  type InferOutput,
  literal,
  maxLength,
  pipe,
  strictObject,
  variant,
} from 'valibot';
import { rangeSchema } from '../spec/schema.ts';
import { DIGIT_SHAPE } from '../spec/shape.ts';

/* Drawings as the pad keeps them: strokes on a grid of 28×28 pixels. */

const [HEIGHT, WIDTH] = DIGIT_SHAPE;
/** A stroke may leave the pad, but not the country. */
const FAR = 10_000;
const MAX_STROKES = 5000;
const MAX_POINTS = 50_000;

const coordinate = rangeSchema({ label: 'A coordinate', min: -FAR, max: FAR });
const penWidth = rangeSchema({ label: 'The pen’s width', min: 0, max: WIDTH });
const cell = (label: string, count: number) =>
  rangeSchema({ label, min: 0, max: count - 1, integer: true });

const strokeSchema = variant('kind', [
  strictObject({
    kind: literal('line'),
    width: penWidth,
    points: pipe(array(strictObject({ x: coordinate, y: coordinate })), maxLength(MAX_POINTS)),
  }),
  strictObject({
    kind: literal('cell'),
    column: cell('A column', WIDTH),
    row: cell('A row', HEIGHT),
    ink: boolean(),
  }),
]);

export const drawingSchema = strictObject({
  strokes: pipe(array(strokeSchema), maxLength(MAX_STROKES)),
  /** Width of the pen, in pixels of the grid. */
  brush: penWidth,
  center: boolean(),
});

export type SavedDrawing = InferOutput<typeof drawingSchema>;
