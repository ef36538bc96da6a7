import type { ConvolutionWindow } from '../program.ts';

/** Where the channels of a large pixel, of a small pixel and of the weights between them begin. */
type Tap = (largeAt: number, smallAt: number, kernelAt: number) => void;

/**
 * Visits every connection of a convolution: each small pixel with each large pixel that its window
 * covers. What the window covers outside of the picture is padding, and left out.
 */
export function forEachTap(window: ConvolutionWindow, batch: number, visit: Tap): void {
  const { large, small, size, stride, padTop, padLeft } = window;
  for (let n = 0; n < batch; n++) {
    for (let y = 0; y < small.height; y++) {
      for (let x = 0; x < small.width; x++) {
        const smallAt = ((n * small.height + y) * small.width + x) * small.channels;
        for (let ky = 0; ky < size; ky++) {
          const largeY = y * stride + ky - padTop;
          if (largeY < 0 || largeY >= large.height) continue;
          for (let kx = 0; kx < size; kx++) {
            const largeX = x * stride + kx - padLeft;
            if (largeX < 0 || largeX >= large.width) continue;
            const largeAt = ((n * large.height + largeY) * large.width + largeX) * large.channels;
            const kernelAt = (ky * size + kx) * large.channels * small.channels;
            visit(largeAt, smallAt, kernelAt);
          }
        }
      }
    }
  }
}
