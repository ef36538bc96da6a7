import { sizeOf } from '../../spec/shape.ts';
import type { DropoutLayer, VariationalLayer } from '../../spec/spec.ts';
import type { BackwardOp, PenaltyOp } from '../program.ts';
import type { Lowered, Lowering, ProgramBuilder } from './builder.ts';

export const lowerDropout: Lowering<DropoutLayer> = (builder, site) => {
  const { name, layer, input, outputShape: shape } = site;
  const size = sizeOf(shape);
  const mask = builder.draw(`${name}.mask`, { size, kind: 'keep', rate: layer.rate });
  const output = builder.buffer(name, size);
  return {
    output: { buffer: output, shape, activation: 'linear' },
    forward: [{ op: 'dropout', input: input.buffer, mask, output }],
    backward: ({ output: gradient, input: below }) =>
      below ? [{ op: 'dropoutInputGradient', mask, gradient, ...below }] : [],
  };
};

/** A dense layer that gives the statistics, and the code drawn from them. */
export const lowerVariational: Lowering<VariationalLayer> = (builder, site) => {
  const { name, input, outputShape: shape, parameters } = site;
  const { units } = site.layer;
  if (!parameters) throw new TypeError(`${name} has no kernel and bias`);
  const inputs = sizeOf(input.shape);
  const statistics = builder.buffer(`${name}.statistics`, 2 * units);
  const noise = builder.draw(`${name}.noise`, { size: units, kind: 'normal', rate: 0 });
  const output = builder.buffer(name, units);
  const { bias, kernel, transposed } = parameters;
  const dense = { kernel, transposed, inputs, units: 2 * units };
  return {
    output: { buffer: output, shape, activation: 'linear' },
    forward: [
      {
        op: 'dense',
        ...dense,
        bias,
        input: input.buffer,
        output: statistics,
        activation: 'linear',
      },
      { op: 'sample', statistics, noise, output, units },
    ],
    backward: ({ output: gradient, learns, input: below }) => {
      const inputGradient = builder.gradientOf(statistics);
      const operations: BackwardOp[] = [
        { op: 'sampleInputGradient', statistics, noise, gradient, inputGradient, units },
        ...builder.penalty('divergence', (penalty) => ({
          op: 'divergencePenalty',
          penalty,
          statistics,
          gradient: inputGradient,
          units,
        })),
      ];
      if (learns) {
        const own = { ...dense, bias, input: input.buffer, gradient: inputGradient };
        operations.push({ op: 'denseParameterGradient', ...own });
      }
      if (below) {
        operations.push({ op: 'denseInputGradient', ...dense, gradient: inputGradient, ...below });
      }
      return operations;
    },
  };
};

/** The penalties on a code, between what the decoder asks of it and the encoder's backward pass. */
export function codePenalties(
  builder: ProgramBuilder,
  { output, forward }: Lowered,
  sparsityTarget: number,
): PenaltyOp[] {
  const on = {
    code: output.buffer,
    activation: output.activation,
    gradient: builder.gradientOf(output.buffer),
    units: sizeOf(output.shape),
  };
  const dense = forward.at(-1);
  return [
    ...builder.penalty('activity', (penalty) => ({ op: 'activityPenalty', penalty, ...on })),
    ...builder.penalty('sparsity', (penalty) => ({
      op: 'sparsityPenalty',
      penalty,
      ...on,
      target: sparsityTarget,
    })),
    ...builder.penalty('contraction', (penalty) => {
      if (dense?.op !== 'dense') throw new TypeError('The code’s layer is not dense.');
      const { kernel, inputs } = dense;
      return { op: 'contractionPenalty', penalty, ...on, kernel, inputs };
    }),
  ];
}
