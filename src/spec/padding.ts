import type { Padding } from './spec.ts';

/** Pixels that a window reads beyond the edges of one side of a picture. */
export interface SidePadding {
  before: number;
  after: number;
}

/**
 * TensorFlow's padding along one side: with `same`, what is missing is split, the odd pixel at the
 * end. A transposed convolution has the lengths exchanged and crops as much from what it writes.
 * @param large length of the side that windows slide over, in pixels
 * @param small how many places the window takes
 */
export function sidePadding(
  { kernel, stride, padding }: { kernel: number; stride: number; padding: Padding },
  large: number,
  small: number,
): SidePadding {
  if (padding === 'valid') return { before: 0, after: 0 };
  const missing = Math.max((small - 1) * stride + kernel - large, 0);
  const before = Math.floor(missing / 2);
  return { before, after: missing - before };
}
