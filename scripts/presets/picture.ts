import { corrupt, maskOf } from '../../src/data/corruption.ts';
import { createRandom } from '../../src/data/random.ts';
import { summarize } from '../../src/spec/network.ts';
import { type PresetKind, presets } from '../../src/spec/presets.ts';
import { sizeOf } from '../../src/spec/shape.ts';
import { targetsMask } from '../../src/spec/tasks.ts';
import { createRaster, fillRectangle, mix, type Raster, type Rgb } from './raster.ts';

/** What link previews ask for. https://ogp.me */
export const PICTURE = { width: 1200, height: 630 } as const;

/** The page's colours on paper, `src/app/styles/tokens.css`. */
const PAPER: Rgb = [251, 248, 242];
const INPUT: Rgb = [63, 111, 224];
const CODE: Rgb = [208, 38, 122];
const OUTPUT: Rgb = [226, 148, 0];

const MARGIN = 64;
const DIGIT = 28 * 10;
const GAP = 40;
/** Heights of the layers' bars. */
const LOWEST = 24;
const HIGHEST = 360;
/** From one bar to the next. */
const WIDEST = 64;

/**
 * A preset's picture for link previews: a digit as the network is given it, its layers from blue over
 * magenta to amber, each as high as the logarithm of its values, and the digit that it is to give.
 *
 * @param digit 784 bytes, 255 is ink
 */
export function presetPicture(kind: PresetKind, digit: Uint8Array): Raster {
  const { network, training } = presets[kind];
  const raster = createRaster(PICTURE.width, PICTURE.height, PAPER);

  const given = Float32Array.from(digit, (value) => value / 255);
  corrupt(given, training.corruption, createRandom(1, 'preview'));
  const wanted = Uint8Array.from(digit);
  if (targetsMask(training.corruption)) maskOf(wanted);
  drawDigit(raster, MARGIN, given, INPUT);
  drawDigit(
    raster,
    PICTURE.width - MARGIN - DIGIT,
    Float32Array.from(wanted, (value) => value / 255),
    OUTPUT,
  );

  const { input, layers } = summarize(network);
  const sizes = [input, ...layers.map(({ output }) => output)].map((shape) =>
    Math.log2(1 + sizeOf(shape)),
  );
  const largest = Math.max(...sizes);
  const code = network.encoder.length;
  const room = PICTURE.width - 2 * (MARGIN + DIGIT + GAP);
  const pitch = Math.min(room / sizes.length, WIDEST);
  const left = (PICTURE.width - pitch * sizes.length) / 2;
  for (const [index, size] of sizes.entries()) {
    const height = LOWEST + (HIGHEST - LOWEST) * (size / largest) ** 2;
    const place = { left: left + pitch * (index + 0.2), top: (PICTURE.height - height) / 2 };
    const colour =
      index <= code
        ? mix(INPUT, CODE, index / code)
        : mix(CODE, OUTPUT, (index - code) / (layers.length - code));
    fillRectangle(raster, { ...place, width: pitch * 0.6, height }, colour);
  }
  return raster;
}

/** @param pixels 784 values from 0 (paper) to 1 (ink) */
function drawDigit(raster: Raster, left: number, pixels: Float32Array, ink: Rgb): void {
  const side = DIGIT / 28;
  const top = (PICTURE.height - DIGIT) / 2;
  for (const [i, value] of pixels.entries()) {
    const place = { left: left + (i % 28) * side, top: top + Math.floor(i / 28) * side };
    fillRectangle(raster, { ...place, width: side, height: side }, mix(PAPER, ink, value));
  }
}
