import { isPicture, type Shape, sizeOf } from '../../spec/shape.ts';
import type { MaxPool2dLayer, Upsample2dLayer } from '../../spec/spec.ts';
import type { PoolingWindow } from '../program.ts';
import type { Lowering } from './builder.ts';

export const lowerMaxPool2d: Lowering<MaxPool2dLayer> = (builder, site) => {
  const { name, layer, input, outputShape: shape } = site;
  const output = builder.buffer(name, sizeOf(shape));
  const window = poolingWindow(input.shape, shape, layer.size);
  return {
    output: { buffer: output, shape, activation: 'linear' },
    forward: [{ op: 'maxPool2d', input: input.buffer, output, window }],
    backward: ({ output: gradient, input: below }) => {
      const op = 'maxPool2dInputGradient';
      return below ? [{ op, input: input.buffer, output, gradient, ...below, window }] : [];
    },
  };
};

export const lowerUpsample2d: Lowering<Upsample2dLayer> = (builder, site) => {
  const { name, layer, input, outputShape: shape } = site;
  const output = builder.buffer(name, sizeOf(shape));
  const window = poolingWindow(shape, input.shape, layer.size);
  return {
    output: { buffer: output, shape, activation: 'linear' },
    forward: [{ op: 'upsample2d', input: input.buffer, output, window }],
    backward: ({ output: gradient, input: below }) =>
      below ? [{ op: 'upsample2dInputGradient', gradient, ...below, window }] : [],
  };
};

function poolingWindow(large: Shape, small: Shape, size: number): PoolingWindow {
  if (!isPicture(large) || !isPicture(small)) {
    throw new TypeError('Pooling and upsampling need pictures.');
  }
  return {
    large: { height: large[0], width: large[1] },
    small: { height: small[0], width: small[1] },
    channels: small[2],
    size,
  };
}
