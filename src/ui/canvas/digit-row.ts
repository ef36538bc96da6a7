import { DIGIT_SIZE } from '../../spec/shape.ts';
import { type ActivationGrid, drawActivation, readActivation } from './activation.ts';
import { paintGrey } from './grey.ts';
import type { Rgb } from './palette.ts';
import { newSheet } from './sheet.ts';
import { pixelText } from './values.ts';

const DIGITS = 10;
/** Canvas pixels from one digit to the next. */
export const SLOT = 32;
export const ROW_WIDTH = DIGITS * SLOT - (SLOT - 28);

/** Up to ten 28×28 pictures in a row: as many as there are values for. */
export function drawPictures(context: CanvasRenderingContext2D, values: Float32Array): void {
  const image = new ImageData(ROW_WIDTH, 28);
  for (let digit = 0; digit < values.length / DIGIT_SIZE; digit += 1) {
    paintGrey(image, values, { from: digit * DIGIT_SIZE, left: digit * SLOT });
  }
  context.putImageData(image, 0, 0);
}

/** What `drawPictures` shows at a canvas pixel. */
export function readPictures(values: Float32Array, x: number, y: number): string | null {
  const [digit, column] = [Math.floor(x / SLOT), x % SLOT];
  return column < 28 ? pixelText(y, column, values[digit * DIGIT_SIZE + y * 28 + column]) : null;
}

/** Ten codes in a row, each as a picture of its units, enlarged to the digits' size. */
export function drawCodes(
  context: CanvasRenderingContext2D,
  codes: Float32Array,
  grid: ActivationGrid,
  colours: { colour: Rgb; negative: Rgb },
): void {
  const size = codes.length / DIGITS;
  context.clearRect(0, 0, ROW_WIDTH, 28);
  context.imageSmoothingEnabled = false;
  const scratch = newSheet(grid.width, grid.height);
  const pen = scratch.getContext('2d', { willReadFrequently: true });
  if (!pen) return;
  const { width, height } = codeSize(grid);
  for (let digit = 0; digit < DIGITS; digit += 1) {
    drawActivation(pen, codes.subarray(digit * size, (digit + 1) * size), grid, colours);
    const left = digit * SLOT + (28 - width) / 2;
    const top = (28 - height) / 2;
    context.drawImage(scratch, left, top, width, height);
    // Units at zero look like paper: the frame tells where the code ends.
    context.strokeStyle = `rgb(${colours.colour.join(' ')} / 0.35)`;
    context.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);
  }
}

/** What `drawCodes` shows at a canvas pixel. */
export function readCodes(
  codes: Float32Array,
  grid: ActivationGrid,
  x: number,
  y: number,
): string | null {
  const { width, height } = codeSize(grid);
  const digit = Math.floor(x / SLOT);
  const column = Math.floor(((x - digit * SLOT - (28 - width) / 2) / width) * grid.width);
  const row = Math.floor(((y - (28 - height) / 2) / height) * grid.height);
  const size = codes.length / DIGITS;
  return readActivation(codes.subarray(digit * size, (digit + 1) * size), grid, column, row);
}

/** Canvas pixels of one code. */
function codeSize(grid: ActivationGrid) {
  const scale = 28 / Math.max(grid.width, grid.height);
  return { width: grid.width * scale, height: grid.height * scale };
}
