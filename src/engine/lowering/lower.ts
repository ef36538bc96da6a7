import { outputShape } from '../../spec/layers.ts';
import type { LossKind } from '../../spec/losses.ts';
import { inputShape } from '../../spec/network.ts';
import { type OptimizerKind, optimizers } from '../../spec/optimizers.ts';
import { parameterTable } from '../../spec/parameters.ts';
import { sizeOf } from '../../spec/shape.ts';
import type { Layer, LayerKind, LayerOf, Network } from '../../spec/spec.ts';
import type { BackwardOp, LayerOutput, Program } from '../program.ts';
import { type Lowered, type Lowering, ProgramBuilder, type Value } from './builder.ts';
import { lowerConvolution } from './convolution.ts';
import { lowerDense } from './dense.ts';
import { lowerMaxPool2d, lowerUpsample2d } from './pooling.ts';
import { lowerReshape } from './reshape.ts';

const lowerings: { readonly [Kind in LayerKind]: Lowering<LayerOf<Kind>> } = {
  dense: lowerDense,
  conv2d: lowerConvolution,
  conv2dTranspose: lowerConvolution,
  maxPool2d: lowerMaxPool2d,
  upsample2d: lowerUpsample2d,
  flatten: lowerReshape,
  reshape: lowerReshape,
};

export interface Lowerable {
  network: Network;
  training: { loss: LossKind; optimizer: OptimizerKind };
}

/**
 * Lowers a network, its loss and its optimizer to the program that engines execute.
 * Throws a TypeError for a network that `summarize` finds a problem in: ask it first.
 */
export function lower({ network, training }: Lowerable): Program {
  const parameters = parameterTable(network);
  const builder = new ProgramBuilder(parameters);
  const shape = inputShape(network.input);
  const input = builder.buffer('input', sizeOf(shape));
  const target = builder.buffer('target', sizeOf(shape));

  let value: Value = { buffer: input, shape, activation: 'linear' };
  const lowered: { below: Value; result: Lowered }[] = [];
  const lowerStack = (stack: readonly Layer[], part: string) => {
    for (const [index, layer] of stack.entries()) {
      const result = lowerLayer(builder, layer, value, `${part}.${index}`);
      lowered.push({ below: value, result });
      value = result.output;
    }
  };
  lowerStack(network.encoder, 'encoder');
  const code = value.buffer;
  const encoderLength = lowered.flatMap(({ result }) => result.forward).length;
  lowerStack(network.decoder, 'decoder');

  const { loss, optimizer } = training;
  const parameterCount = parameters.reduce((count, { size }) => count + size, 0);
  const output = value.buffer;
  const gradient = builder.gradientOf(output);
  const backward: BackwardOp[] = [
    { op: 'lossGradient', loss, output, target, gradient, activation: value.activation },
  ];
  for (const { below, result } of lowered.toReversed()) {
    if (!result.backward) continue;
    const isFirst = below.buffer === input;
    const operations = result.backward({
      output: builder.gradientOf(result.output.buffer),
      input: isFirst
        ? null
        : {
            inputGradient: builder.gradientOf(below.buffer),
            below: { activation: below.activation, output: below.buffer },
          },
    });
    backward.push(...operations);
  }

  return {
    buffers: builder.buffers,
    parameters,
    parameterCount,
    slotCount: optimizers[optimizer].slots.length,
    input,
    target,
    code,
    output,
    layers: lowered.map(({ result }): LayerOutput => {
      const { buffer, shape } = result.output;
      return { buffer, shape, parameters: result.parameters };
    }),
    loss,
    optimizer,
    forward: lowered.flatMap(({ result }) => result.forward),
    encoderLength,
    backward,
    update: [{ op: optimizer, offset: 0, size: parameterCount }],
  };
}

function lowerLayer(builder: ProgramBuilder, layer: Layer, input: Value, name: string): Lowered {
  const shape = outputShape(layer, input.shape);
  if (typeof shape === 'string') throw new TypeError(`${name}: ${shape}`);
  const lowering = lowerings[layer.kind] as Lowering<Layer>;
  return lowering(builder, layer, input, shape, name);
}
