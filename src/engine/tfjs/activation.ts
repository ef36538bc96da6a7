import { elu, leakyRelu, relu, sigmoid, type Tensor, tanh } from '@tensorflow/tfjs-core';
import { type ActivationKind, LEAKY_SLOPE } from '../../spec/activations.ts';

export const activations = {
  linear: (z) => z,
  relu,
  leakyRelu: (z) => leakyRelu(z, LEAKY_SLOPE),
  elu,
  tanh,
  sigmoid,
} satisfies Record<ActivationKind, (z: Tensor) => Tensor>;
