import type {
  Conv2dInputGradientOp,
  Conv2dOp,
  Conv2dParameterGradientOp,
  ConvolutionWindow,
  Parameter,
} from '../program.ts';
import type { Arena } from './arena.ts';
import { type Axis, gatherAxis, missing, scatterAxes } from './axis.ts';
import { activationCode, gradientCode, NOTHING } from './codes.ts';
import { noFrame, TILE_BYTES, tileTable, wholePanels } from './dense.ts';
import type { Address } from './kernels.ts';
import { correlationFields, frameFields, gatherFields, record, weightsFields } from './records.ts';
import type { Call, Site } from './site.ts';

/*
 * As in the reference, a convolution gathers from the large picture to the small one, a transposed one
 * scatters back, and the input gradient of either is the other. Scattering is gathering, too: see
 * `scatterAxes`. No window is ever copied out: the tiles read it where it lies.
 */

type Direction = 'gather' | 'scatter';
type Picture = ConvolutionWindow['large'];

interface Ending {
  finish: number;
  outputs: Address;
}

/** output = f(bias + what the kernel gathers, or scatters, from the input), or the sums alone. */
export function convolve(op: Conv2dOp, site: Site, sumsAlone: boolean): Call[] {
  const direction = op.op === 'conv2d' ? 'gather' : 'scatter';
  const finish = sumsAlone ? NOTHING : activationCode(op.activation);
  const [input, output] = [site.buffer(op.input), site.buffer(op.output)];
  const { kernel, bias, window } = op;
  return walk(direction, site, window, input, output, kernel, bias, { finish, outputs: 0 });
}

export function convolutionInputGradient(op: Conv2dInputGradientOp, site: Site): Call[] {
  const direction = op.op === 'conv2dInputGradient' ? 'scatter' : 'gather';
  const [input, output] = [site.buffer(op.gradient), site.buffer(op.inputGradient)];
  const { activation, output: below } = op.below;
  const ending = { finish: gradientCode(activation), outputs: site.buffer(below) };
  return walk(direction, site, op.window, input, output, op.kernel, null, ending);
}

export function convolutionParameterGradient(op: Conv2dParameterGradientOp, site: Site): Call[] {
  const { kernels, arena, batch } = site;
  const { large, small, size, stride } = op.window;
  const [input, gradient] = [site.buffer(op.input), site.buffer(op.gradient)];
  const isTransposed = op.op === 'conv2dTransposeParameterGradient';
  const output = isTransposed ? large : small;
  const axes = { y: gatherAxis(op.window, 'height'), x: gatherAxis(op.window, 'width') };
  const { frame, width } = framing(arena, axes.y, axes.x, large);
  const step = 4 * stride * large.channels;
  const runLength = size * large.channels;
  const taps = Array.from(
    { length: size * runLength },
    (_, i) => 4 * (Math.floor(i / runLength) * width * large.channels + (i % runLength)),
  );
  const correlation = record(arena, correlationFields, {
    images: batch,
    large: isTransposed ? gradient : input,
    largeBytes: bytesOf(large),
    frame,
    small: isTransposed ? input : gradient,
    smallBytes: bytesOf(small),
    rows: small.height,
    columns: small.width,
    step,
    jump: 4 * stride * width * large.channels - small.width * step,
    windowLength: size * runLength,
    taps: tileTable(site, taps),
    runLength,
    units: small.channels,
    sums: site.gradient(op.kernel),
    scratch: arena.bytes(TILE_BYTES),
  });
  const bias = site.gradient(op.bias);
  const pixels = batch * output.height * output.width;
  return [
    () => kernels.correlate(correlation),
    () => kernels.addColumns(gradient, pixels, output.channels, bias),
  ];
}

/** Calls that write all of the output picture, one `gather` for each remainder by the stride. */
function walk(
  direction: Direction,
  site: Site,
  window: ConvolutionWindow,
  input: Address,
  output: Address,
  kernel: Parameter,
  bias: Parameter | null,
  { finish, outputs }: Ending,
): Call[] {
  const { kernels, arena, batch } = site;
  const { large, small, size } = window;
  const [from, to] = direction === 'gather' ? [large, small] : [small, large];
  const axesOf = (side: 'height' | 'width') =>
    direction === 'gather' ? [gatherAxis(window, side)] : scatterAxes(window, side);
  const parts = axesOf('height').flatMap((y) => axesOf('width').map((x) => ({ y, x })));
  // Only one part alone writes neighbours one after the other.
  const isWhole = parts.length === 1;
  const pixelBytes = 4 * large.channels * small.channels;
  const stepsOfUnits =
    direction === 'gather'
      ? { stepChannel: 4 * small.channels, stepUnit: 4 }
      : { stepChannel: 4, stepUnit: 4 * small.channels };

  const calls = parts.flatMap(({ y, x }): Call[] => {
    const panels = arena.floats((1 + y.taps * x.taps * from.channels) * wholePanels(to.channels));
    const packing = record(arena, weightsFields, {
      first: site.weights(kernel) + (y.kernelFirst * size + x.kernelFirst) * pixelBytes,
      bias: bias ? site.weights(bias) : 0,
      tapsY: y.taps,
      tapsX: x.taps,
      channels: from.channels,
      units: to.channels,
      stepY: y.kernelStep * size * pixelBytes,
      stepX: x.kernelStep * pixelBytes,
      ...stepsOfUnits,
      panels,
    });
    const { frame, width } = framing(arena, y, x, from);
    const gathering = record(arena, gatherFields, {
      images: batch,
      input,
      inputBytes: bytesOf(from),
      output,
      outputBytes: bytesOf(to),
      frame,
      pixels: y.count * x.count,
      windows: tileTable(
        site,
        pixelsOf(y, x, (i, j) => 4 * from.channels * (start(y, i) * width + start(x, j))),
      ),
      places: tileTable(
        site,
        pixelsOf(y, x, (i, j) => 4 * to.channels * (place(y, i) * to.width + place(x, j))),
      ),
      runs: y.taps,
      runLength: x.taps * from.channels,
      runStep: 4 * width * from.channels,
      panels,
      units: to.channels,
      finish: isWhole ? finish : NOTHING,
      outputs,
      scratch: arena.bytes(TILE_BYTES),
      lists: 0,
    });
    return [() => kernels.pack(packing), () => kernels.gather(gathering)];
  });
  const count = (batch * bytesOf(to)) / 4;
  if (!isWhole) calls.push(() => kernels.finish(finish, output, count, outputs));
  return calls;
}

/** The frame that a picture needs, and how many pixels wide it is read. */
function framing(arena: Arena, y: Axis, x: Axis, picture: Picture) {
  const [vertical, horizontal] = [missing(y, picture.height), missing(x, picture.width)];
  const { before: top, behind: bottom } = vertical;
  const { before: left, behind: right } = horizontal;
  if (top + bottom + left + right === 0) {
    return { frame: record(arena, frameFields, noFrame), width: picture.width };
  }
  const pixel = 4 * picture.channels;
  const width = left + picture.width + right;
  const copyBytes = (top + picture.height + bottom) * width * pixel;
  const frame = record(arena, frameFields, {
    copy: arena.bytes(copyBytes),
    copyBytes,
    copyRow: width * pixel,
    first: (top * width + left) * pixel,
    rows: picture.height,
    row: picture.width * pixel,
  });
  return { frame, width };
}

/** Where value i's window begins, in the picture as it is read: its frame begins at `first`. */
function start({ step, first }: Axis, i: number): number {
  return i * step + Math.max(0, first);
}

function place({ outFirst, outStep }: Axis, i: number): number {
  return outFirst + i * outStep;
}

function pixelsOf(y: Axis, x: Axis, at: (i: number, j: number) => number): number[] {
  return Array.from({ length: y.count * x.count }, (_, pixel) =>
    at(Math.floor(pixel / x.count), pixel % x.count),
  );
}

function bytesOf({ height, width, channels }: Picture): number {
  return 4 * height * width * channels;
}
