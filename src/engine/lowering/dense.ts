import { sizeOf } from '../../spec/shape.ts';
import type { DenseLayer } from '../../spec/spec.ts';
import type { BackwardOp } from '../program.ts';
import type { Lowering } from './builder.ts';

export const lowerDense: Lowering<DenseLayer> = (builder, site) => {
  const { name, input, outputShape } = site;
  const { units, activation } = site.layer;
  if (!site.parameters) throw new TypeError(`${name} has no kernel and bias`);
  const inputs = sizeOf(input.shape);
  const { kernel, bias, transposed } = site.parameters;
  const product = { kernel, transposed, inputs, units };
  const output = builder.buffer(name, units);
  return {
    output: { buffer: output, shape: outputShape, activation },
    forward: [{ op: 'dense', input: input.buffer, output, ...product, bias, activation }],
    backward: ({ output: gradient, learns, input: below }) => {
      const operations: BackwardOp[] = [];
      if (learns) {
        operations.push({
          op: 'denseParameterGradient',
          input: input.buffer,
          gradient,
          ...product,
          bias,
        });
      }
      if (below) operations.push({ op: 'denseInputGradient', gradient, ...below, ...product });
      return operations;
    },
  };
};
