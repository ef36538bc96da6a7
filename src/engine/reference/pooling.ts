import type {
  MaxPool2dInputGradientOp,
  PoolingOp,
  PoolingWindow,
  Upsample2dInputGradientOp,
} from '../program.ts';
import { throughActivation } from './activation.ts';
import type { Memory } from './memory.ts';

/* Shapes: large [batch, height, width, channels], small likewise with `size` times fewer pixels. */

/** output = the largest value of each square of the input */
export function maxPool2d(op: PoolingOp, memory: Memory): void {
  const large = memory.buffer(op.input);
  const small = memory.buffer(op.output).fill(Number.NEGATIVE_INFINITY);
  forEachPair(op.window, memory.batch, (largeAt, smallAt) => {
    small[smallAt] = Math.max(small[smallAt] as number, large[largeAt] as number);
  });
}

/** Only the value that won passes its gradient on: the first one, where several are largest. */
export function maxPool2dInputGradient(op: MaxPool2dInputGradientOp, memory: Memory): void {
  const large = memory.buffer(op.input);
  const small = memory.buffer(op.output);
  const gradient = memory.buffer(op.gradient);
  const inputGradient = memory.buffer(op.inputGradient).fill(0);
  const found = new Uint8Array(small.length);
  forEachPair(op.window, memory.batch, (largeAt, smallAt) => {
    if (found[smallAt] || large[largeAt] !== small[smallAt]) return;
    found[smallAt] = 1;
    inputGradient[largeAt] = gradient[smallAt] as number;
  });
  throughActivation(op.below, inputGradient, memory);
}

/** Every value becomes a square of equal ones. */
export function upsample2d(op: PoolingOp, memory: Memory): void {
  const small = memory.buffer(op.input);
  const large = memory.buffer(op.output);
  forEachPair(op.window, memory.batch, (largeAt, smallAt) => {
    large[largeAt] = small[smallAt] as number;
  });
}

/** The gradients of a square's values add up. */
export function upsample2dInputGradient(op: Upsample2dInputGradientOp, memory: Memory): void {
  const gradient = memory.buffer(op.gradient);
  const inputGradient = memory.buffer(op.inputGradient).fill(0);
  forEachPair(op.window, memory.batch, (largeAt, smallAt) => {
    inputGradient[smallAt] = (inputGradient[smallAt] as number) + (gradient[largeAt] as number);
  });
  throughActivation(op.below, inputGradient, memory);
}

/**
 * Visits each small value with every large one of its square, row by row. Where the large picture's
 * sides are no multiples of the size, the rest at the end belongs to no square.
 */
function forEachPair(
  { large, small, channels, size }: PoolingWindow,
  batch: number,
  visit: (largeAt: number, smallAt: number) => void,
): void {
  for (let n = 0; n < batch; n++) {
    for (let y = 0; y < small.height * size; y++) {
      for (let x = 0; x < small.width * size; x++) {
        const smallY = n * small.height + Math.floor(y / size);
        const largeAt = ((n * large.height + y) * large.width + x) * channels;
        const smallAt = (smallY * small.width + Math.floor(x / size)) * channels;
        for (let c = 0; c < channels; c++) visit(largeAt + c, smallAt + c);
      }
    }
  }
}
