import type { Program } from '../program.ts';
import { Arena } from './arena.ts';
import { Gate } from './gate.ts';
import type { Address } from './kernels.ts';

/** The kernels' own constants and tables come first. */
export const START = 4096;

/** Where a program's arrays lie; all threads know it. */
export interface Layout {
  /** Parameters and the optimizer's two arrays, `count` floats each. */
  p: Address;
  a: Address;
  b: Address;
  count: number;
  /** Each thread's own gradients, as many floats. */
  gradients: readonly Address[];
  /** Each thread's sum of losses and its penalties, doubles. */
  sums: readonly Address[];
  gate: Address;
  /** The training images, 784 bytes each. */
  images: Address;
  /** Where plans begin. */
  end: Address;
}

export function layOut(program: Program, imageBytes: number, threads: number): Layout {
  const arena = new Arena(START);
  const count = program.parameterCount;
  const each = <T>(make: () => T) => Array.from({ length: threads }, make);
  return {
    p: arena.floats(count),
    a: arena.floats(count),
    b: arena.floats(count),
    count,
    gradients: each(() => arena.floats(count)),
    sums: each(() => arena.bytes(8 * (1 + program.penalties.length))),
    gate: arena.bytes(Gate.BYTES),
    images: arena.bytes(imageBytes),
    end: arena.end,
  };
}
