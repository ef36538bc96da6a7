import type { ConvolutionWindow } from '../program.ts';

/**
 * One side of a convolution, seen from what it writes: `count` values, each the sum over `taps`
 * neighbours in what it reads. Value i of them
 * - reads from i·step + first on, which may lie outside: there is padding,
 * - is weighted by the kernel's kernelFirst, kernelFirst + kernelStep, …
 * - is written to outFirst + i·outStep.
 */
export interface Axis {
  count: number;
  step: number;
  first: number;
  taps: number;
  kernelFirst: number;
  kernelStep: number;
  outFirst: number;
  outStep: number;
}

type Side = 'height' | 'width';

const padding = (window: ConvolutionWindow, side: Side) =>
  side === 'height' ? window.padTop : window.padLeft;

/** From the large picture to the small one: a convolution. */
export function gatherAxis(window: ConvolutionWindow, side: Side): Axis {
  return {
    count: window.small[side],
    step: window.stride,
    first: -padding(window, side),
    taps: window.size,
    kernelFirst: 0,
    kernelStep: 1,
    outFirst: 0,
    outStep: 1,
  };
}

/**
 * From the small picture to the large one: a transposed convolution. Large positions that leave the
 * same remainder r by the stride are reached through the same taps: ly = y·stride + ky − padding asks
 * for ky ≡ r + padding. Each remainder is a convolution by itself, with the kernel turned around.
 */
export function scatterAxes(window: ConvolutionWindow, side: Side): Axis[] {
  const { stride, size } = window;
  const length = window.large[side];
  return Array.from({ length: Math.min(stride, length) }, (_, r): Axis => {
    const shifted = r + padding(window, side);
    const lowest = shifted % stride;
    const taps = Math.max(0, Math.ceil((size - lowest) / stride));
    return {
      count: Math.ceil((length - r) / stride),
      step: 1,
      first: taps === 0 ? 0 : Math.floor(shifted / stride) - taps + 1,
      taps,
      kernelFirst: lowest + stride * Math.max(0, taps - 1),
      kernelStep: -stride,
      outFirst: r,
      outStep: stride,
    };
  });
}

/** How many values an axis needs before and behind the `length` that are there. */
export function missing({ count, step, first, taps }: Axis, length: number) {
  return {
    before: Math.max(0, -first),
    behind: Math.max(0, (count - 1) * step + first + taps - length),
  };
}
