import { sidePadding } from '../../spec/padding.ts';
import { isPicture, type Picture } from '../../spec/shape.ts';
import type { Conv2dLayer, Conv2dTransposeLayer } from '../../spec/spec.ts';
import type { BackwardOp, ConvolutionWindow } from '../program.ts';
import type { Lowering } from './builder.ts';

export const lowerConvolution: Lowering<Conv2dLayer | Conv2dTransposeLayer> = (
  builder,
  layer,
  input,
  outputShape,
  name,
) => {
  const { kind, activation } = layer;
  if (!isPicture(input.shape) || !isPicture(outputShape))
    throw new TypeError(`${kind} needs pictures`);
  const [large, small] =
    kind === 'conv2d' ? [input.shape, outputShape] : [outputShape, input.shape];
  const window = convolutionWindow(layer, large, small);
  const parameters = builder.kernelAndBias(name);
  const output = builder.buffer(name, outputShape[0] * outputShape[1] * outputShape[2]);
  return {
    output: { buffer: output, shape: outputShape, activation },
    parameters: [parameters.kernel, parameters.bias],
    forward: [{ op: kind, input: input.buffer, output, ...parameters, window, activation }],
    backward: (gradients) => {
      const gradient = gradients.output;
      const operations: BackwardOp[] = [
        { op: `${kind}ParameterGradient`, input: input.buffer, gradient, ...parameters, window },
      ];
      if (gradients.input) {
        const { kernel } = parameters;
        operations.push({
          op: `${kind}InputGradient`,
          gradient,
          ...gradients.input,
          kernel,
          window,
        });
      }
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
