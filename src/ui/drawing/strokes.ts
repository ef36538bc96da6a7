/** One mark on the pad; lengths and positions in pixels of the 28×28 grid. */
export type Stroke =
  | { kind: 'line'; width: number; points: Point[] }
  /** Set with the keyboard: one cell of the grid. */
  | { kind: 'cell'; column: number; row: number; ink: boolean };

export interface Point {
  x: number;
  y: number;
}

/** Cells along each side of the pad, as MNIST has pixels. */
export const CELLS = 28;
/** Pad pixels along each side of a cell: enough for smooth edges after shrinking. */
const CELL_PIXELS = 8;
/** Pad pixels along each side. */
export const PAD_SIDE = CELLS * CELL_PIXELS;

/** Where a pointer is on the grid, wherever and however large the pad's box is. */
export function gridPoint(
  pointer: { clientX: number; clientY: number },
  box: { left: number; top: number; width: number; height: number },
): Point {
  return {
    x: ((pointer.clientX - box.left) / box.width) * CELLS,
    y: ((pointer.clientY - box.top) / box.height) * CELLS,
  };
}

/** White ink on black, all strokes in their order. */
export function paintStrokes(context: CanvasRenderingContext2D, strokes: readonly Stroke[]): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = '#000';
  context.fillRect(0, 0, PAD_SIDE, PAD_SIDE);
  context.scale(CELL_PIXELS, CELL_PIXELS);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of strokes) {
    if (stroke.kind === 'cell') {
      context.fillStyle = stroke.ink ? '#fff' : '#000';
      context.fillRect(stroke.column, stroke.row, 1, 1);
    } else {
      paintLine(context, stroke.points, stroke.width);
    }
  }
}

function paintLine(
  context: CanvasRenderingContext2D,
  points: readonly Point[],
  width: number,
): void {
  const [first, ...others] = points;
  if (!first) return;
  context.beginPath();
  // A tap: a canvas paints no line without length, nor its round ends.
  if (others.every(({ x, y }) => x === first.x && y === first.y)) {
    context.fillStyle = '#fff';
    context.arc(first.x, first.y, width / 2, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  context.strokeStyle = '#fff';
  context.lineWidth = width;
  context.moveTo(first.x, first.y);
  for (const { x, y } of others) context.lineTo(x, y);
  context.stroke();
}

/** The pad's ink, 0 to 1, PAD_SIDE × PAD_SIDE. */
export function readInk(context: CanvasRenderingContext2D): Float32Array<ArrayBuffer> {
  const { data } = context.getImageData(0, 0, PAD_SIDE, PAD_SIDE);
  const ink = new Float32Array(PAD_SIDE * PAD_SIDE);
  for (let pixel = 0; pixel < ink.length; pixel += 1) ink[pixel] = (data[pixel * 4] ?? 0) / 255;
  return ink;
}
