import type { Conv2dOp, DenseOp } from '../program.ts';
import type { Memory } from './memory.ts';
import { forEachTap } from './taps.ts';

/** One summand of a sum z: a number of the layer's input times a weight. */
export interface Contribution {
  /** Where the number stands among the layer's inputs. */
  input: number;
  /** Where the weight stands in the flat parameter array. */
  parameter: number;
  value: number;
  weight: number;
}

/**
 * What one sum of a layer is made of, but for its bias. The memory must hold one example, whose forward
 * pass has been executed.
 * @param place of the sum among the layer's outputs
 */
export function contributions(
  op: DenseOp | Conv2dOp,
  memory: Memory,
  place: number,
): Contribution[] {
  const input = memory.buffer(op.input);
  const found: Contribution[] = [];
  const add = (at: number, kernelAt: number) => {
    const parameter = op.kernel.offset + kernelAt;
    const weight = memory.parameters[parameter] as number;
    found.push({ input: at, parameter, value: input[at] as number, weight });
  };
  if (op.op === 'dense') {
    const { inputs, units, transposed } = op;
    for (let i = 0; i < inputs; i++) add(i, transposed ? place * inputs + i : i * units + place);
    return found;
  }

  const { large, small } = op.window;
  const [L, S] = [large.channels, small.channels];
  forEachTap(op.window, 1, (largeAt, smallAt, kernelAt) => {
    if (op.op === 'conv2d') {
      const s = place - smallAt;
      if (s < 0 || s >= S) return;
      for (let l = 0; l < L; l++) add(largeAt + l, kernelAt + l * S + s);
    } else {
      const l = place - largeAt;
      if (l < 0 || l >= L) return;
      for (let s = 0; s < S; s++) add(smallAt + s, kernelAt + l * S + s);
    }
  });
  return found;
}

/** The bias of that sum. */
export function biasOf(op: DenseOp | Conv2dOp, memory: Memory, place: number): number {
  return memory.parameters[op.bias.offset + (place % op.bias.size)] as number;
}
