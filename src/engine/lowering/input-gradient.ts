import { inputShape, type LayerSummary, summarize } from '../../spec/network.ts';
import { sizeOf } from '../../spec/shape.ts';
import type { Network } from '../../spec/spec.ts';
import { stagesOf, wholeStage } from '../../spec/stages.ts';
import type { BackwardOp, BufferId, Program } from '../program.ts';
import { ProgramBuilder, type Value } from './builder.ts';
import { lowerLayers } from './layers.ts';
import { workingParameters } from './parameters.ts';

/** A network up to one of its layers, and from there back to its input; nothing in it learns. */
export interface InputGradientProgram extends Pick<Program, 'buffers' | 'draws' | 'penalties'> {
  input: BufferId;
  /** The layer's sums z, its activation left out. */
  output: BufferId;
  forward: Program['forward'];
  /** Where the caller writes which of the layer's sums z count, and how much, before going back. */
  gradient: BufferId;
  backward: Program['backward'];
  /** ∂(the sums that count)/∂input, after going back. */
  inputGradient: BufferId;
}

/**
 * Lowers the way to a layer and back, to ask which input would move a unit.
 * @param layer its place among all, the encoder's first
 * @param stage as for `lower`; null is returned for a layer that the stage leaves out
 */
export function lowerInputGradient(
  network: Network,
  layer: number,
  stage: number | null,
): InputGradientProgram | null {
  const rows = summarize(network).layers;
  const { running } = (stage === null ? null : stagesOf(rows)[stage]) ?? wholeStage(rows);
  if (!running.includes(layer)) return null;

  const builder = new ProgramBuilder([]);
  const shape = inputShape(network.input);
  const input = builder.buffer('input', sizeOf(shape));
  const below = running.slice(0, running.indexOf(layer) + 1);
  const first: Value = { buffer: input, shape, activation: 'linear' };
  const parameters = workingParameters(rows);
  const lowered = lowerLayers(builder, rows.map(linearAt(layer)), below, first, parameters);
  const output = lowered.at(-1)?.result.output.buffer ?? input;
  const backward = lowered.toReversed().flatMap(({ below, result }): BackwardOp[] => {
    const gradients = {
      output: builder.gradientOf(result.output.buffer),
      learns: false,
      input: {
        inputGradient: builder.gradientOf(below.buffer),
        below: { activation: below.activation, output: below.buffer },
      },
    };
    return result.backward?.(gradients) ?? [];
  });
  return {
    buffers: builder.buffers,
    draws: builder.draws,
    penalties: [],
    input,
    output,
    forward: lowered.flatMap(({ result }) => result.forward),
    gradient: builder.gradientOf(output),
    backward,
    inputGradient: builder.gradientOf(input),
  };
}

/** Leaves out the activation of the layer at that place. */
function linearAt(place: number): (row: LayerSummary, index: number) => LayerSummary {
  return (row, index) => {
    const { layer } = row;
    if (index !== place || !('activation' in layer)) return row;
    return { ...row, layer: { ...layer, activation: 'linear' } };
  };
}
