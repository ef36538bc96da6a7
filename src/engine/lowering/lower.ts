import { inputShape, type LayerSummary, summarize } from '../../spec/network.ts';
import { optimizers } from '../../spec/optimizers.ts';
import { activePenalties, NO_PENALTIES, type PenaltyKind } from '../../spec/penalties.ts';
import { sizeOf } from '../../spec/shape.ts';
import type { Network, Training } from '../../spec/spec.ts';
import { stagesOf, wholeStage } from '../../spec/stages.ts';
import type { BackwardOp, LayerOutput, Parameter, Program } from '../program.ts';
import { ProgramBuilder, type Value } from './builder.ts';
import { lowerLayers } from './layers.ts';
import { type LayerParameters, workingParameters } from './parameters.ts';
import { codePenalties } from './regularization.ts';

export interface Lowerable {
  network: Network;
  training: Pick<Training, 'loss' | 'optimizer'> &
    Partial<Pick<Training, 'penalties' | 'sparsityTarget'>>;
}

/**
 * Lowers a network, its loss and its optimizer to the program that engines execute.
 * Throws a TypeError for a network that `summarize` finds a problem in: ask it first.
 * @param stage of training layer by layer, counted from 0; null for the whole network. The parameters'
 *   places are the same in all stages; those that do not learn have no gradient, and stay as they are
 *   where the optimizer starts the stage afresh.
 */
export function lower({ network, training }: Lowerable, stage: number | null = null): Program {
  const rows = summaryOf(network);
  const { running, learning } = (stage === null ? null : stagesOf(rows)[stage]) ?? wholeStage(rows);
  const { loss, optimizer, penalties: weights = NO_PENALTIES, sparsityTarget = 0.05 } = training;
  const penalties = penaltiesOf(network, weights, running.length === rows.length);

  const builder = new ProgramBuilder(penalties);
  const shape = inputShape(network.input);
  const input = builder.buffer('input', sizeOf(shape));
  const target = builder.buffer('target', sizeOf(shape));
  const first: Value = { buffer: input, shape, activation: 'linear' };
  const parameters = workingParameters(rows);
  const lowered = lowerLayers(builder, rows, running, first, parameters);
  const value = lowered.at(-1)?.result.output ?? first;
  const encoder = lowered.filter(({ index }) => rows[index]?.part === 'encoder');
  const code = encoder.at(-1)?.result;
  if (!code) throw new TypeError('The encoder has no layer.');

  const output = value.buffer;
  const gradient = builder.gradientOf(output);
  const backward: BackwardOp[] = [
    { op: 'lossGradient', loss, output, target, gradient, activation: value.activation },
  ];
  const outermost = Math.min(...learning);
  for (const { index, below, result } of lowered.toReversed()) {
    if (result === code) backward.push(...codePenalties(builder, code, sparsityTarget));
    if (!result.backward) continue;
    const gradients = {
      output: builder.gradientOf(result.output.buffer),
      learns: learning.includes(index),
      input:
        below.buffer === input || index <= outermost
          ? null
          : {
              inputGradient: builder.gradientOf(below.buffer),
              below: { activation: below.activation, output: below.buffer },
            },
    };
    backward.push(...result.backward(gradients));
  }
  const kernels = learning.flatMap((index) => {
    const own = parameters[index];
    return own && !own.transposed ? [own.kernel] : [];
  });
  backward.push(
    ...builder.penalty('weightDecay', (penalty) => ({ op: 'weightDecay', penalty, kernels })),
  );

  const table = tableOf(parameters);
  const parameterCount = table.reduce((sum, { size }) => sum + size, 0);
  return {
    buffers: builder.buffers,
    parameters: table,
    parameterCount,
    slotCount: optimizers[optimizer].slots.length,
    input,
    target,
    code: code.output.buffer,
    output,
    layers: lowered.map(({ index, result }): LayerOutput => {
      const { buffer, shape } = result.output;
      const own = parameters[index];
      const gradient = buffer === input ? null : builder.gradientOf(buffer);
      return { index, buffer, gradient, shape, parameters: own ? [own.kernel, own.bias] : [] };
    }),
    draws: builder.draws,
    penalties,
    loss,
    optimizer,
    forward: lowered.flatMap(({ result }) => result.forward),
    encoderLength: encoder.flatMap(({ result }) => result.forward).length,
    backward,
    update: [{ op: optimizer, offset: 0, size: parameterCount }],
  };
}

function summaryOf(network: Network): LayerSummary[] {
  const { layers, problems } = summarize(network);
  if (layers.length === network.encoder.length + network.decoder.length) return layers;
  throw new TypeError(problems[0]?.message);
}

/** Penalties on the code wait until the code's own layer runs. */
function penaltiesOf(
  network: Network,
  weights: Training['penalties'],
  isWhole: boolean,
): PenaltyKind[] {
  const active = activePenalties(network, weights);
  return isWhole ? active : active.filter((kind) => kind === 'weightDecay');
}

/** Every parameter once, by its place. */
function tableOf(parameters: readonly (LayerParameters | null)[]): Parameter[] {
  const all = parameters.flatMap((own) => (own ? [own.kernel, own.bias] : []));
  return [...new Set(all)].sort((a, b) => a.offset - b.offset);
}
