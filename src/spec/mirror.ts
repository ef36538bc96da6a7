import type { ActivationKind } from './activations.ts';
import { summarize } from './network.ts';
import { isPicture, type Shape, sizeOf } from './shape.ts';
import type { Layer, Network } from './spec.ts';

/**
 * The encoder in reverse as a decoder: dense layers widen back, pooling becomes upsampling, strided
 * convolutions become transposed ones, and the last layer is a sigmoid, for grey values.
 * Returns null while the encoder itself has a problem.
 */
export function mirrorEncoder(network: Network): Layer[] | null {
  const encoder = summarize(network).layers.filter((row) => row.part === 'encoder');
  if (encoder.length !== network.encoder.length) return null;

  const decoder = encoder.toReversed().map(({ layer, input }) => reversed(layer, input));
  const last = decoder.findLastIndex((layer) => 'activation' in layer);
  return decoder.map((layer, index) =>
    index === last && 'activation' in layer ? { ...layer, activation: 'sigmoid' } : layer,
  );
}

function reversed(layer: Layer, input: Shape): Layer {
  const channels = input.at(-1) ?? 1;
  switch (layer.kind) {
    case 'dense':
      return { ...layer, units: sizeOf(input), activation: hidden(layer.activation) };
    case 'variational':
      return { kind: 'dense', units: sizeOf(input), activation: 'relu' };
    case 'dropout':
      return layer;
    case 'conv2d':
      return {
        ...layer,
        kind: layer.stride > 1 || layer.padding === 'valid' ? 'conv2dTranspose' : 'conv2d',
        filters: channels,
        activation: hidden(layer.activation),
      };
    case 'conv2dTranspose':
      return { ...layer, kind: 'conv2d', filters: channels, activation: hidden(layer.activation) };
    case 'maxPool2d':
      return unpooled(layer.size, input);
    case 'upsample2d':
      return { kind: 'maxPool2d', size: layer.size };
    case 'flatten':
    case 'reshape':
      return isPicture(input) ? { kind: 'reshape', shape: input } : { kind: 'flatten' };
  }
}

/** Upsampling; where pooling left a rest of the picture out, a transposed convolution that reaches it. */
function unpooled(size: number, [length, , filters = 1]: Shape): Layer {
  const rest = length % size;
  if (rest === 0) return { kind: 'upsample2d', size };
  return {
    kind: 'conv2dTranspose',
    filters,
    kernel: size + rest,
    stride: size,
    padding: 'valid',
    activation: 'relu',
  };
}

/** A linear code is usual, a linear layer inside the decoder is not. */
function hidden(activation: ActivationKind): ActivationKind {
  return activation === 'linear' ? 'relu' : activation;
}
