import { sidePadding } from '../../spec/padding.ts';
import { isPicture, type Picture } from '../../spec/shape.ts';
import type { Conv2dLayer, Conv2dTransposeLayer } from '../../spec/spec.ts';
import type { BackwardOp, ConvolutionWindow } from '../program.ts';
import type { Lowering } from './builder.ts';

export const lowerConvolution: Lowering<Conv2dLayer | Conv2dTransposeLayer> = (
  builder,
  { name, layer, input, outputShape, parameters },
) => {
  const { kind, activation } = layer;
  if (!parameters) throw new TypeError(`${name} has no kernel and bias`);
  if (!isPicture(input.shape) || !isPicture(outputShape))
    throw new TypeError(`${kind} needs pictures`);
  const [large, small] =
    kind === 'conv2d' ? [input.shape, outputShape] : [outputShape, input.shape];
  const window = convolutionWindow(layer, large, small);
  const { kernel, bias } = parameters;
  const output = builder.buffer(name, outputShape[0] * outputShape[1] * outputShape[2]);
  return {
    output: { buffer: output, shape: outputShape, activation },
    forward: [{ op: kind, input: input.buffer, output, kernel, bias, window, activation }],
    backward: ({ output: gradient, learns, input: below }) => {
      const operations: BackwardOp[] = [];
      if (learns) {
        const op = `${kind}ParameterGradient` as const;
        operations.push({ op, input: input.buffer, gradient, kernel, bias, window });
      }
      if (below)
        operations.push({ op: `${kind}InputGradient`, gradient, ...below, kernel, window });
      return operations;
    },
  };
};

function convolutionWindow(
  layer: Conv2dLayer | Conv2dTransposeLayer,
  large: Picture,
  small: Picture,
): ConvolutionWindow {
  return {
    large: { height: large[0], width: large[1], channels: large[2] },
    small: { height: small[0], width: small[1], channels: small[2] },
    size: layer.kernel,
    stride: layer.stride,
    padTop: sidePadding(layer, large[0], small[0]).before,
    padLeft: sidePadding(layer, large[1], small[1]).before,
  };
}
