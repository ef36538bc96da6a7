/** Side of the picture that the network sees, and of the square that MNIST fits its digits into. */
const SIDE = 28;
const DIGIT_SIDE = 20;
/** The pixel at which MNIST puts the centre of mass, counted from 0; the same in x and y. */
const CENTRE = 14;
/** Fainter ink than this does not count for the bounding box: a smoothed edge, not a stroke. */
const FAINTEST_INK = 0.02;

/** A drawing: a grey picture of any size. */
export interface Ink {
  width: number;
  height: number;
  /** [height, width], row by row, 0 background to 1 ink. */
  values: Float32Array;
}

/** A rectangle of a picture; x and y of its upper left corner. */
interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Brings a drawing into MNIST's form, as MNIST's makers did: the ink is scaled, anti-aliased, to
 * fit 20x20 with its aspect kept, and laid into 28x28 so that its centre of mass is at the centre,
 * to the nearest whole pixel. The centre is pixel (14, 14), counted from 0: that is where the
 * digits of MNIST's files have theirs (measured on the test set: 14.01 and 13.99 on average, none
 * off by more than half a pixel). Ink is never pushed over the edge: a lopsided drawing stays off
 * centre instead. Source: LeCun, Cortes, Burges, "The MNIST database".
 *
 * @returns [784], 0 to 1; blank for a blank drawing
 */
export function centreDrawing(ink: Ink): Float32Array<ArrayBuffer> {
  const picture = new Float32Array(SIDE * SIDE);
  const box = boundingBox(ink);
  if (box === null) return picture;
  const scale = DIGIT_SIDE / Math.max(box.width, box.height);
  const digit = resample(ink, box, { x: scale, y: scale }, DIGIT_SIDE);
  const centre = centreOfMass(digit);
  const left = offset(centre.x, box.width * scale);
  const top = offset(centre.y, box.height * scale);
  for (const [i, value] of digit.entries()) {
    const x = left + (i % DIGIT_SIDE);
    const y = top + Math.floor(i / DIGIT_SIDE);
    if (value > 0) picture[y * SIDE + x] = value;
  }
  return picture;
}

/**
 * The whole pad made smaller, with the drawing where and as large as it was drawn.
 *
 * @returns [784], 0 to 1
 */
export function shrinkDrawing(ink: Ink): Float32Array<ArrayBuffer> {
  const pad = { x: 0, y: 0, width: ink.width, height: ink.height };
  return resample(ink, pad, { x: SIDE / ink.width, y: SIDE / ink.height }, SIDE);
}

/** Where to lay a digit whose centre of mass is at `centre`, along one axis; whole pixels. */
function offset(centre: number, extent: number): number {
  const room = SIDE - Math.ceil(extent - 1e-6);
  return Math.min(room, Math.max(0, Math.round(CENTRE - centre)));
}

function boundingBox({ width, height, values }: Ink): Box | null {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((values[y * width + x] as number) < FAINTEST_INK) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (right < 0) return null;
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** Of a digit of 20x20, in pixels counted from 0. */
function centreOfMass(digit: Float32Array): { x: number; y: number } {
  let [mass, sumX, sumY] = [0, 0, 0];
  for (const [i, value] of digit.entries()) {
    mass += value;
    sumX += value * (i % DIGIT_SIDE);
    sumY += value * Math.floor(i / DIGIT_SIDE);
  }
  return { x: sumX / mass, y: sumY / mass };
}

/**
 * Area averaging: every pixel of `box` is a rectangle of even ink, laid over the pixels of a picture
 * of `side` by `side`; each of these takes the share that covers it.
 *
 * @param scale how many pixels of the result a pixel of `ink` is wide and high
 * @returns [side, side]
 */
function resample(
  ink: Ink,
  box: Box,
  scale: { x: number; y: number },
  side: number,
): Float32Array<ArrayBuffer> {
  const values = new Float32Array(side * side);
  const columns = Array.from({ length: box.width }, (_, x) => shares(x, scale.x, side));
  for (let y = 0; y < box.height; y++) {
    const rows = shares(y, scale.y, side);
    for (const [x, column] of columns.entries()) {
      const value = ink.values[(box.y + y) * ink.width + box.x + x] as number;
      if (value === 0) continue;
      for (const row of rows) {
        for (const { at, share } of column) {
          const target = row.at * side + at;
          values[target] = (values[target] as number) + value * row.share * share;
        }
      }
    }
  }
  return values.map((value) => Math.min(1, value));
}

/** Along one axis, how much of each pixel of the result the source's pixel `index` covers. */
function shares(index: number, scale: number, side: number): { at: number; share: number }[] {
  const from = index * scale;
  const to = Math.min(side, (index + 1) * scale);
  const covered: { at: number; share: number }[] = [];
  for (let at = Math.floor(from); at < to; at++) {
    covered.push({ at, share: Math.min(to, at + 1) - Math.max(from, at) });
  }
  return covered;
}
