import { lax, nn, numpy as np } from '@jax-js/jax';
import { lower } from '../../src/engine/lowering/lower.ts';
import type { ActivationKind } from '../../src/spec/activations.ts';
import type { Layer, LayerKind, LayerOf, Spec } from '../../src/spec/spec.ts';

/** A layer's kernel and bias. Whatever jax-js calls with an array takes it: `ref` keeps one more. */
export type Weights = { kernel: np.Array; bias: np.Array };

type Forward<L> = (layer: L, x: np.Array, weights: Weights) => np.Array;

const activations: Partial<Record<ActivationKind, (z: np.Array) => np.Array>> = {
  relu: nn.relu,
  // What follows is the loss, which takes the sigmoid's argument: see `jax.ts`.
  sigmoid: (z) => z,
};

/** The layers of the networks that are timed; pictures are [n, channels, height, width]. */
const forwards: { readonly [Kind in LayerKind]?: Forward<LayerOf<Kind>> } = {
  dense: (_layer, x, { kernel, bias }) => np.dot(x, kernel).add(bias),
  conv2d: ({ stride, padding }, x, { kernel, bias }) =>
    lax.conv(x, kernel, [stride, stride], toPadding(padding)).add(bias),
  conv2dTranspose: ({ stride, padding }, x, { kernel, bias }) =>
    lax.convTranspose(x, kernel, [stride, stride], toPadding(padding)).add(bias),
  maxPool2d: ({ size }, x) => {
    const [n = 0, channels = 0, height = 0, width = 0] = x.shape;
    return x.reshape([n, channels, height / size, size, width / size, size]).max([3, 5]);
  },
};

/** The last layer's sums: the loss takes these, its sigmoid included. */
export function sumsOf({ network }: Spec, images: np.Array, weights: Weights[]): np.Array {
  const rest = [...weights];
  let x = images;
  for (const layer of [...network.encoder, ...network.decoder]) {
    const forward = forwards[layer.kind] as Forward<Layer> | undefined;
    if (!forward) throw new Error(`The benchmark has no ${layer.kind} for jax-js.`);
    if (!('activation' in layer)) {
      x = forward(layer, x, {} as Weights);
      continue;
    }
    const activate = activations[layer.activation];
    if (!activate) throw new Error(`The benchmark has no ${layer.activation} for jax-js.`);
    x = activate(forward(layer, x, rest.shift() as Weights));
  }
  return x;
}

/** Weights as ours to begin with: uniform, Glorot's width. Kernels of pictures are [out, in, y, x]. */
export function initialWeights({ network, training }: Spec): Weights[] {
  const { parameters } = lower({ network, training });
  const kernels = parameters.filter(({ shape }) => shape.length > 1);
  const layers = [...network.encoder, ...network.decoder].filter((layer) => 'activation' in layer);
  return kernels.map(({ shape, size, fanIn, fanOut }, i) => {
    const limit = Math.sqrt(6 / (fanIn + fanOut));
    const values = Float32Array.from({ length: size }, () => (2 * Math.random() - 1) * limit);
    const kernel = np.array(values);
    const [a = 1, b = 1, large = 1, small = 1] = shape;
    if (shape.length === 2) return { kernel: kernel.reshape([a, b]), bias: np.zeros([b]) };
    const [output, input] = layers[i]?.kind === 'conv2d' ? [small, large] : [large, small];
    return { kernel: kernel.reshape([output, input, a, b]), bias: np.zeros([output, 1, 1]) };
  });
}

const toPadding = (padding: 'same' | 'valid') => (padding === 'same' ? 'SAME' : 'VALID');
