/**
 * The shape of one example between two layers, channels last: `[n]` for a list of n numbers,
 * `[height, width, channels]` for a picture or a stack of feature maps.
 */
export type Shape = readonly [number] | Picture;
export type Picture = readonly [height: number, width: number, channels: number];

/** Every MNIST digit: 28 rows of 28 grey values from 0 (paper) to 1 (ink). */
export const DIGIT_SHAPE: Picture = [28, 28, 1];
export const DIGIT_SIZE = 28 * 28;

/** How many numbers one example of this shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

export function isPicture(shape: Shape): shape is Picture {
  return shape.length === 3;
}

/** Whether a picture's values come in another order with its channels first. */
export function channelOrderMatters([height, width, channels]: Picture): boolean {
  return channels > 1 && height * width > 1;
}

/** A shape as the page writes it: `784`, `14×14×16`. */
export function formatShape(shape: readonly number[]): string {
  return shape.join('×');
}
