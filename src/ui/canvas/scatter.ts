import { type Theme, themeStore } from '../theme.ts';
import { digitColours } from './digit-colours.ts';
import { newSheet } from './sheet.ts';

/** Where the plane lies on a canvas: x = left + scale · (x − 0), y upwards; CSS pixels a unit. */
export interface Viewport {
  /** Of the plane's origin, in CSS pixels from the canvas's left and top. */
  left: number;
  top: number;
  scale: number;
}

/** Of a digit's mark, in CSS pixels. */
const MARK = 9;

/**
 * Points as digits, each in its digit's colour.
 * @param points n × 2 values
 * @param labels n digits
 * @param ratio canvas pixels a CSS pixel
 */
export function drawScatter(
  context: CanvasRenderingContext2D,
  { points, labels }: { points: Float32Array; labels: Uint8Array },
  { left, top, scale }: Viewport,
  ratio: number,
): void {
  const marks = marksOf(themeStore.getState().theme, ratio);
  if (!marks) return;
  const side = Math.ceil(MARK * ratio) + 2;
  for (const [row, digit] of labels.entries()) {
    const x = (left + (points[2 * row] as number) * scale) * ratio;
    const y = (top - (points[2 * row + 1] as number) * scale) * ratio;
    const at = digit * side;
    context.drawImage(
      marks,
      at,
      0,
      side,
      side,
      Math.round(x - side / 2),
      Math.round(y - side / 2),
      side,
      side,
    );
  }
}

let known: { theme: Theme; ratio: number; marks: HTMLCanvasElement } | null = null;

/** The ten marks side by side: text would take ten times as long to draw two thousand times. */
function marksOf(theme: Theme, ratio: number): HTMLCanvasElement | null {
  if (known?.theme === theme && known.ratio === ratio) return known.marks;
  const side = Math.ceil(MARK * ratio) + 2;
  const marks = newSheet(10 * side, side);
  const context = marks.getContext('2d');
  if (!context) return null;
  context.font = `600 ${MARK * 1.15 * ratio}px Inter, system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const [digit, colour] of digitColours[theme].entries()) {
    context.fillStyle = colour;
    context.fillText(String(digit), (digit + 0.5) * side, side * 0.54);
  }
  known = { theme, ratio, marks };
  return marks;
}
