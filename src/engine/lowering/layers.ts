import type { LayerSummary } from '../../spec/network.ts';
import type { Layer, LayerKind, LayerOf } from '../../spec/spec.ts';
import type { Lowered, Lowering, ProgramBuilder, Value } from './builder.ts';
import { lowerConvolution } from './convolution.ts';
import { lowerDense } from './dense.ts';
import type { LayerParameters } from './parameters.ts';
import { lowerMaxPool2d, lowerUpsample2d } from './pooling.ts';
import { lowerDropout, lowerVariational } from './regularization.ts';
import { lowerReshape } from './reshape.ts';

const lowerings: { readonly [Kind in LayerKind]: Lowering<LayerOf<Kind>> } = {
  dense: lowerDense,
  conv2d: lowerConvolution,
  conv2dTranspose: lowerConvolution,
  maxPool2d: lowerMaxPool2d,
  upsample2d: lowerUpsample2d,
  flatten: lowerReshape,
  reshape: lowerReshape,
  dropout: lowerDropout,
  variational: lowerVariational,
};

/** A layer of the network, lowered. */
export interface LoweredLayer {
  /** Its place among all, the encoder's first. */
  index: number;
  below: Value;
  result: Lowered;
}

/**
 * Lowers layers one after the other, each reading what the one before it writes.
 * @param rows all layers of the network
 * @param running indices of those to lower, in the order of the data
 * @param input what the first of them reads
 * @param parameters those that each of all layers works with
 */
export function lowerLayers(
  builder: ProgramBuilder,
  rows: readonly LayerSummary[],
  running: readonly number[],
  input: Value,
  parameters: readonly (LayerParameters | null)[],
): LoweredLayer[] {
  let below = input;
  return running.map((index) => {
    const row = rows[index] as LayerSummary;
    const result = lowerLayer(builder, row, below, parameters[index] ?? null);
    const lowered = { index, below, result };
    below = result.output;
    return lowered;
  });
}

function lowerLayer(
  builder: ProgramBuilder,
  row: LayerSummary,
  input: Value,
  parameters: LayerParameters | null,
): Lowered {
  const lowering = lowerings[row.layer.kind] as Lowering<Layer>;
  const name = `${row.part}.${row.index}`;
  return lowering(builder, {
    name,
    layer: row.layer,
    input,
    outputShape: row.output,
    parameters,
  });
}
