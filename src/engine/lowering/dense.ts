import { sizeOf } from '../../spec/shape.ts';
import type { DenseLayer } from '../../spec/spec.ts';
import type { BackwardOp } from '../program.ts';
import type { Lowering } from './builder.ts';

export const lowerDense: Lowering<DenseLayer> = (builder, layer, input, outputShape, name) => {
  const { units, activation } = layer;
  const inputs = sizeOf(input.shape);
  const parameters = builder.kernelAndBias(name);
  const output = builder.buffer(name, units);
  return {
    output: { buffer: output, shape: outputShape, activation },
    parameters: [parameters.kernel, parameters.bias],
    forward: [
      { op: 'dense', input: input.buffer, output, ...parameters, inputs, units, activation },
    ],
    backward: (gradients) => {
      const gradient = gradients.output;
      const operations: BackwardOp[] = [
        {
          op: 'denseParameterGradient',
          input: input.buffer,
          gradient,
          ...parameters,
          inputs,
          units,
        },
      ];
      if (gradients.input) {
        const { kernel } = parameters;
        operations.push({
          op: 'denseInputGradient',
          gradient,
          ...gradients.input,
          kernel,
          inputs,
          units,
        });
      }
      return operations;
    },
  };
};
