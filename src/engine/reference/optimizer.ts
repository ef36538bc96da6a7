import { type OptimizerKind, optimizerConstants } from '../../spec/optimizers.ts';
import type { UpdateOp } from '../program.ts';
import type { Memory } from './memory.ts';

/** One step: changes parameters p and the optimizer's own arrays, given gradients g. */
type Optimizer = (arrays: Arrays, learningRate: number, step: number) => void;

/** Slices of equal length. `a` and `b` are the slots in the order of the table in the spec. */
interface Arrays {
  p: Float64Array;
  g: Float64Array;
  a: Float64Array;
  b: Float64Array;
}

/** Keras 3's formulas: https://github.com/keras-team/keras/tree/v3.8.0/keras/src/optimizers */
export const optimizers = {
  sgd({ p, g, a: velocity }, learningRate) {
    const { momentum } = optimizerConstants.sgd;
    for (let i = 0; i < p.length; i++) {
      const v = momentum * (velocity[i] as number) - learningRate * (g[i] as number);
      velocity[i] = v;
      p[i] = (p[i] as number) + v;
    }
  },

  rmsprop({ p, g, a: meanSquare }, learningRate) {
    const { decay, epsilon } = optimizerConstants.rmsprop;
    for (let i = 0; i < p.length; i++) {
      const v = decay * (meanSquare[i] as number) + (1 - decay) * (g[i] as number) ** 2;
      meanSquare[i] = v;
      p[i] = (p[i] as number) - (learningRate * (g[i] as number)) / Math.sqrt(v + epsilon);
    }
  },

  adam({ p, g, a: mean, b: meanSquare }, learningRate, step) {
    const { decay1, decay2, epsilon } = optimizerConstants.adam;
    // Both means start at zero; this undoes their pull towards it.
    const rate = (learningRate * Math.sqrt(1 - decay2 ** step)) / (1 - decay1 ** step);
    for (let i = 0; i < p.length; i++) {
      const m = decay1 * (mean[i] as number) + (1 - decay1) * (g[i] as number);
      const v = decay2 * (meanSquare[i] as number) + (1 - decay2) * (g[i] as number) ** 2;
      mean[i] = m;
      meanSquare[i] = v;
      p[i] = (p[i] as number) - (rate * m) / (Math.sqrt(v) + epsilon);
    }
  },

  adadelta({ p, g, a: meanSquare, b: meanSquareStep }, learningRate) {
    const { decay, epsilon } = optimizerConstants.adadelta;
    for (let i = 0; i < p.length; i++) {
      const v = decay * (meanSquare[i] as number) + (1 - decay) * (g[i] as number) ** 2;
      const before = meanSquareStep[i] as number;
      const step = (Math.sqrt(before + epsilon) / Math.sqrt(v + epsilon)) * (g[i] as number);
      meanSquare[i] = v;
      meanSquareStep[i] = decay * before + (1 - decay) * step ** 2;
      p[i] = (p[i] as number) - learningRate * step;
    }
  },
} satisfies Record<OptimizerKind, Optimizer>;

/** Updates parameters [offset, offset + size) by the newest gradients. */
export function update({ op, offset, size }: UpdateOp, memory: Memory, learningRate: number): void {
  const count = memory.parameters.length;
  const slice = (array: Float64Array, slot: number) =>
    array.subarray(slot * count + offset, slot * count + offset + size);
  const arrays: Arrays = {
    p: slice(memory.parameters, 0),
    g: slice(memory.gradients, 0),
    a: slice(memory.slots, 0),
    b: slice(memory.slots, 1),
  };
  optimizers[op](arrays, learningRate, memory.step);
}
