import { parameterShapes } from '../../spec/layers.ts';
import type { LayerSummary, NetworkSummary } from '../../spec/network.ts';
import { DIGIT_SIZE, isPicture, sizeOf } from '../../spec/shape.ts';

/** A layer's kernel as a row of little pictures, one a unit, or as one picture of the whole matrix. */
export interface WeightsView {
  kind: 'reads' | 'paints' | 'filters' | 'matrix';
  /** How many tiles, and the pixels of each. */
  count: number;
  width: number;
  height: number;
  /** Of the pixel (x, y) of a tile, into the network's flat parameter array. */
  position(tile: number, x: number, y: number): number;
  nameOf(tile: number): string;
  /** What a tile tells, in one sentence. */
  meaningOf(tile: number): string;
}

/** Largest side of a matrix picture; a larger matrix is shown at every second or third weight. */
const MATRIX_SIDE = 256;

/** How a layer's weights are shown; null for a layer that has none. */
export function weightsView(summary: NetworkSummary, index: number): WeightsView | null {
  const row = summary.layers[index];
  if (!row || row.parameters === 0) return null;
  if (row.layer.kind !== 'dense') return filters(row);
  const inputs = sizeOf(row.input);
  const units = row.layer.units;
  const before = summary.layers.slice(0, index);
  const after = summary.layers.slice(index + 1);
  const weightless = (rows: readonly LayerSummary[]) =>
    rows.every(({ parameters }) => parameters === 0);
  if (inputs === DIGIT_SIZE && weightless(before)) return reads(row.offset, units);
  if (units === DIGIT_SIZE && weightless(after)) return paints(row.offset, inputs);
  return matrix(row.offset, inputs, units);
}

/** A dense kernel is [inputs, units]: column `unit` is what that unit looks for. */
function reads(offset: number, units: number): WeightsView {
  return {
    kind: 'reads',
    count: units,
    width: 28,
    height: 28,
    position: (tile, x, y) => offset + (y * 28 + x) * units + tile,
    nameOf: (tile) => `Unit ${tile + 1}`,
    meaningOf: (tile) =>
      `Unit ${tile + 1} weighs every pixel: ink on amber raises it, ink on blue lowers it, clear places do not matter to it.`,
  };
}

/** Row `unit` of the last kernel is what that unit of the layer before adds to the picture. */
function paints(offset: number, inputs: number): WeightsView {
  return {
    kind: 'paints',
    count: inputs,
    width: 28,
    height: 28,
    position: (tile, x, y) => offset + tile * DIGIT_SIZE + y * 28 + x,
    nameOf: (tile) => `Unit ${tile + 1}`,
    meaningOf: (tile) =>
      `The more unit ${tile + 1} of the layer before is on, the more ink appears on amber and the less on blue.`,
  };
}

/** One tile for each filter and channel. conv2d: [k, k, channels, filters], transposed: [k, k, filters, channels]. */
function filters(row: LayerSummary): WeightsView | null {
  const shape = parameterShapes(row.layer, row.input)[0]?.shape;
  if (!shape || !isPicture(row.input)) return null;
  const [height = 1, width = 1] = shape;
  const channels = row.input[2];
  const count = sizeOf(shape) / (height * width);
  const transposed = row.layer.kind === 'conv2dTranspose';
  const filterOf = (tile: number) => Math.floor(tile / channels) + 1;
  const channelOf = (tile: number) => (tile % channels) + 1;
  return {
    kind: 'filters',
    count,
    width,
    height,
    position: (tile, x, y) => {
      const [filter, channel] = [filterOf(tile) - 1, channelOf(tile) - 1];
      const place = transposed
        ? filter * channels + channel
        : channel * (count / channels) + filter;
      return row.offset + (y * width + x) * count + place;
    },
    nameOf: (tile) =>
      channels === 1
        ? `Filter ${filterOf(tile)}`
        : `Filter ${filterOf(tile)}, map ${channelOf(tile)}`,
    meaningOf: (tile) =>
      transposed
        ? `Filter ${filterOf(tile)} paints this stamp wherever map ${channelOf(tile)} is on: amber adds, blue takes away.`
        : `Filter ${filterOf(tile)} slides over ${channels === 1 ? 'the picture' : `map ${channelOf(tile)}`} and answers where it finds this pattern: amber on, blue off.`,
  };
}

function matrix(offset: number, inputs: number, units: number): WeightsView {
  const stride = Math.ceil(Math.max(inputs, units) / MATRIX_SIDE);
  return {
    kind: 'matrix',
    count: 1,
    width: Math.ceil(units / stride),
    height: Math.ceil(inputs / stride),
    position: (_tile, x, y) => offset + y * stride * units + x * stride,
    nameOf: () => 'All weights',
    meaningOf: () =>
      `A row for each of the ${inputs} inputs, a column for each of the ${units} units; amber weights excite, blue ones inhibit.`,
  };
}
