import { power } from '../../data/portable-math.ts';
import { type OptimizerKind, optimizerConstants } from '../../spec/optimizers.ts';
import type { Address, Kernels } from './kernels.ts';

/** The arrays of an optimizer, `count` floats each; a and b are its slots. */
export interface Arrays {
  p: Address;
  g: Address;
  a: Address;
  b: Address;
  count: number;
}

type Update = (kernels: Kernels, arrays: Arrays, learningRate: number, step: number) => void;

/** One step over the arrays; `step` counts from 1. */
export const updates = {
  sgd(kernels, { p, g, a, count }, learningRate) {
    kernels.sgd(p, g, a, count, learningRate, optimizerConstants.sgd.momentum);
  },

  rmsprop(kernels, { p, g, a, count }, learningRate) {
    const { decay, epsilon } = optimizerConstants.rmsprop;
    kernels.rmsprop(p, g, a, count, learningRate, decay, epsilon);
  },

  adam(kernels, { p, g, a, b, count }, learningRate, step) {
    const { decay1, decay2, epsilon } = optimizerConstants.adam;
    // Both means start at zero; this undoes their pull towards it.
    const rate = (learningRate * Math.sqrt(1 - power(decay2, step))) / (1 - power(decay1, step));
    kernels.adam(p, g, a, b, count, rate, decay1, decay2, epsilon);
  },

  adadelta(kernels, { p, g, a, b, count }, learningRate) {
    const { decay, epsilon } = optimizerConstants.adadelta;
    kernels.adadelta(p, g, a, b, count, learningRate, decay, epsilon);
  },
} satisfies Record<OptimizerKind, Update>;
