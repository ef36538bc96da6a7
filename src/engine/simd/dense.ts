import type { DenseInputGradientOp, DenseOp, DenseParameterGradientOp } from '../program.ts';
import { activationCode, gradientCode, NOTHING } from './codes.ts';
import type { Address } from './kernels.ts';
import { frameFields, gatherFields, record, weightsFields } from './records.ts';
import type { Call, Site } from './site.ts';

/** Sizes of the kernels' tile, as in `kernels/tile.ts`; it may have fewer rows. */
const COLUMNS = 8;
const MOST_ROWS = 6;
export const TILE_BYTES = 4 * MOST_ROWS * COLUMNS;

/** output[n, u] = f(bias[u] + Σᵢ input[n, i] · kernel[i, u]), or the sums alone. */
export function dense(op: DenseOp, site: Site, sumsAlone: boolean): Call[] {
  const { inputs, units } = op;
  return product(site, {
    input: site.buffer(op.input),
    inputs,
    output: site.buffer(op.output),
    units,
    weights: {
      first: site.weights(op.kernel),
      bias: site.weights(op.bias),
      ...stepsOf(op),
    },
    finish: sumsAlone ? NOTHING : activationCode(op.activation),
    outputs: 0,
  });
}

/** inputGradient[n, i] = f′ · Σᵤ gradient[n, u] · kernel[i, u], f being the activation below. */
export function denseInputGradient(op: DenseInputGradientOp, site: Site): Call[] {
  const { inputs, units } = op;
  const byOutput = stepsOf(op);
  return product(site, {
    input: site.buffer(op.gradient),
    inputs: units,
    output: site.buffer(op.inputGradient),
    units: inputs,
    weights: {
      first: site.weights(op.kernel),
      bias: 0,
      stepChannel: byOutput.stepUnit,
      stepUnit: byOutput.stepChannel,
    },
    finish: gradientCode(op.below.activation),
    outputs: site.buffer(op.below.output),
  });
}

/** kernelGradient[i, u] += Σₙ input[n, i] · gradient[n, u], biasGradient[u] += Σₙ gradient[n, u]. */
export function denseParameterGradient(op: DenseParameterGradientOp, site: Site): Call[] {
  const { inputs, units } = op;
  const { kernels, arena, batch } = site;
  const [input, gradient] = [site.buffer(op.input), site.buffer(op.gradient)];
  const [kernel, bias] = [site.gradient(op.kernel), site.gradient(op.bias)];
  // A tied kernel is [units, inputs]: the two change places.
  const [a, b] = op.transposed ? [gradient, input] : [input, gradient];
  const [rows, columns] = op.transposed ? [units, inputs] : [inputs, units];
  const scratch = arena.bytes(kernels.correlateDenseBytes(columns));
  const correlate = (biases: Address) => () =>
    kernels.correlateDense(a, b, kernel, biases, batch, rows, columns, scratch);
  if (!op.transposed) return [correlate(bias)];
  return [correlate(0), () => kernels.addColumns(gradient, batch, units, bias)];
}

/** Bytes from one input's weight to the next one's, and from one unit's to the next one's. */
function stepsOf({ inputs, units, transposed }: DenseOp | DenseInputGradientOp) {
  return transposed
    ? { stepChannel: 4, stepUnit: 4 * inputs }
    : { stepChannel: 4 * units, stepUnit: 4 };
}

/** Units of whole panels. */
export function wholePanels(units: number): number {
  return Math.ceil(units / COLUMNS) * COLUMNS;
}

/** A table of which a tile's rows may be read from any entry on: the last one is repeated. */
export function tileTable({ kernels, arena }: Site, entries: readonly number[]): Address {
  const rows = Number(kernels.ROWS.value);
  const length = rows * Math.ceil(entries.length / rows);
  const last = entries.length - 1;
  return arena.table(Array.from({ length }, (_, i) => entries[Math.min(i, last)] ?? 0));
}

interface Product {
  input: Address;
  inputs: number;
  output: Address;
  units: number;
  weights: { first: Address; bias: Address; stepChannel: number; stepUnit: number };
  finish: number;
  outputs: Address;
}

/** Every example is a pixel, and its numbers are the pixel's window. */
function product(site: Site, p: Product): Call[] {
  const { kernels, arena, batch } = site;
  const panels = arena.floats((1 + p.inputs) * wholePanels(p.units));
  const packing = record(arena, weightsFields, {
    ...p.weights,
    tapsY: 1,
    tapsX: 1,
    channels: p.inputs,
    units: p.units,
    stepY: 0,
    stepX: 0,
    panels,
  });
  const table = (floats: number) =>
    tileTable(
      site,
      Array.from({ length: batch }, (_, n) => 4 * n * floats),
    );
  const gathering = record(arena, gatherFields, {
    images: 1,
    input: p.input,
    inputBytes: 0,
    output: p.output,
    outputBytes: 0,
    frame: record(arena, frameFields, noFrame),
    pixels: batch,
    windows: table(p.inputs),
    places: table(p.units),
    runs: 1,
    runLength: p.inputs,
    runStep: 4 * p.inputs,
    panels,
    units: p.units,
    finish: p.finish,
    outputs: p.outputs,
    scratch: arena.bytes(TILE_BYTES),
    lists: arena.bytes(kernels.gatherListsBytes(p.inputs)),
  });
  return [() => kernels.pack(packing), () => kernels.gather(gathering)];
}

export const noFrame = { copy: 0, copyBytes: 0, copyRow: 0, first: 0, rows: 0, row: 0 };
