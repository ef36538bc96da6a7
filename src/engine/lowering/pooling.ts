import { isPicture, sizeOf } from '../../spec/shape.ts';
import type { MaxPool2dLayer, Upsample2dLayer } from '../../spec/spec.ts';
import type { PoolingWindow } from '../program.ts';
import type { Lowering } from './builder.ts';

export const lowerMaxPool2d: Lowering<MaxPool2dLayer> = (
  builder,
  layer,
  input,
  outputShape,
  name,
) => {
  if (!isPicture(input.shape) || !isPicture(outputShape))
    throw new TypeError('pooling needs pictures');
  const output = builder.buffer(name, sizeOf(outputShape));
  const window: PoolingWindow = {
    large: { height: input.shape[0], width: input.shape[1] },
    small: { height: outputShape[0], width: outputShape[1] },
    channels: outputShape[2],
    size: layer.size,
  };
  return {
    output: { buffer: output, shape: outputShape, activation: 'linear' },
    parameters: [],
    forward: [{ op: 'maxPool2d', input: input.buffer, output, window }],
    backward: ({ output: gradient, input: below }) =>
      below
        ? [
            {
              op: 'maxPool2dInputGradient',
              input: input.buffer,
              output,
              gradient,
              ...below,
              window,
            },
          ]
        : [],
  };
};

export const lowerUpsample2d: Lowering<Upsample2dLayer> = (
  builder,
  layer,
  input,
  outputShape,
  name,
) => {
  if (!isPicture(input.shape) || !isPicture(outputShape))
    throw new TypeError('upsampling needs pictures');
  const output = builder.buffer(name, sizeOf(outputShape));
  const window: PoolingWindow = {
    large: { height: outputShape[0], width: outputShape[1] },
    small: { height: input.shape[0], width: input.shape[1] },
    channels: outputShape[2],
    size: layer.size,
  };
  return {
    output: { buffer: output, shape: outputShape, activation: 'linear' },
    parameters: [],
    forward: [{ op: 'upsample2d', input: input.buffer, output, window }],
    backward: ({ output: gradient, input: below }) =>
      below ? [{ op: 'upsample2dInputGradient', gradient, ...below, window }] : [],
  };
};
