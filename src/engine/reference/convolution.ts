import type {
  Conv2dInputGradientOp,
  Conv2dOp,
  Conv2dParameterGradientOp,
  ConvolutionWindow,
} from '../program.ts';
import { activate, throughActivation } from './activation.ts';
import { startWithBias, sumOverPixels } from './bias.ts';
import type { Memory } from './memory.ts';
import { forEachTap } from './taps.ts';

/*
 * A convolution and a transposed one are the same connections walked in opposite directions: values
 * flow from the large picture to the small one (`gather`), or back (`scatter`). The backward pass of
 * either is the other's forward pass, and both learn by the same rule (`correlate`).
 *
 * Shapes: large [batch, height, width, L], small [batch, height, width, S], kernel [size, size, L, S].
 */

/** output = f(bias + what the kernel gathers from the input) */
export function conv2d(op: Conv2dOp, memory: Memory): void {
  const output = memory.buffer(op.output);
  startWithBias(output, memory.weights(op.bias));
  gather(op.window, memory.buffer(op.input), memory.weights(op.kernel), output, memory.batch);
  activate(op.activation, output);
}

/** output = f(bias + what the kernel scatters from the input) */
export function conv2dTranspose(op: Conv2dOp, memory: Memory): void {
  const output = memory.buffer(op.output);
  startWithBias(output, memory.weights(op.bias));
  scatter(op.window, memory.buffer(op.input), memory.weights(op.kernel), output, memory.batch);
  activate(op.activation, output);
}

export function conv2dInputGradient(op: Conv2dInputGradientOp, memory: Memory): void {
  const inputGradient = memory.buffer(op.inputGradient).fill(0);
  const gradient = memory.buffer(op.gradient);
  scatter(op.window, gradient, memory.weights(op.kernel), inputGradient, memory.batch);
  throughActivation(op.below, inputGradient, memory);
}

export function conv2dTransposeInputGradient(op: Conv2dInputGradientOp, memory: Memory): void {
  const inputGradient = memory.buffer(op.inputGradient).fill(0);
  const gradient = memory.buffer(op.gradient);
  gather(op.window, gradient, memory.weights(op.kernel), inputGradient, memory.batch);
  throughActivation(op.below, inputGradient, memory);
}

export function conv2dParameterGradient(op: Conv2dParameterGradientOp, memory: Memory): void {
  const [input, gradient] = [memory.buffer(op.input), memory.buffer(op.gradient)];
  correlate(op.window, input, gradient, memory.gradient(op.kernel), memory.batch);
  sumOverPixels(memory.gradient(op.bias), gradient);
}

export function conv2dTransposeParameterGradient(
  op: Conv2dParameterGradientOp,
  memory: Memory,
): void {
  const [input, gradient] = [memory.buffer(op.input), memory.buffer(op.gradient)];
  correlate(op.window, gradient, input, memory.gradient(op.kernel), memory.batch);
  sumOverPixels(memory.gradient(op.bias), gradient);
}

/** small[y, x, s] += Σ large[ly, lx, l] · kernel[ky, kx, l, s] */
function gather(
  window: ConvolutionWindow,
  large: Float64Array,
  kernel: Float64Array,
  small: Float64Array,
  batch: number,
): void {
  const [L, S] = [window.large.channels, window.small.channels];
  forEachTap(window, batch, (largeAt, smallAt, kernelAt) => {
    for (let l = 0; l < L; l++) {
      const x = large[largeAt + l] as number;
      if (x === 0) continue;
      const row = kernelAt + l * S;
      for (let s = 0; s < S; s++) {
        small[smallAt + s] = (small[smallAt + s] as number) + x * (kernel[row + s] as number);
      }
    }
  });
}

/** large[ly, lx, l] += Σ small[y, x, s] · kernel[ky, kx, l, s] */
function scatter(
  window: ConvolutionWindow,
  small: Float64Array,
  kernel: Float64Array,
  large: Float64Array,
  batch: number,
): void {
  const [L, S] = [window.large.channels, window.small.channels];
  forEachTap(window, batch, (largeAt, smallAt, kernelAt) => {
    for (let l = 0; l < L; l++) {
      const row = kernelAt + l * S;
      let sum = 0;
      for (let s = 0; s < S; s++) {
        sum += (small[smallAt + s] as number) * (kernel[row + s] as number);
      }
      large[largeAt + l] = (large[largeAt + l] as number) + sum;
    }
  });
}

/** kernelGradient[ky, kx, l, s] += Σ large[ly, lx, l] · small[y, x, s] */
function correlate(
  window: ConvolutionWindow,
  large: Float64Array,
  small: Float64Array,
  kernelGradient: Float64Array,
  batch: number,
): void {
  const [L, S] = [window.large.channels, window.small.channels];
  forEachTap(window, batch, (largeAt, smallAt, kernelAt) => {
    for (let l = 0; l < L; l++) {
      const x = large[largeAt + l] as number;
      if (x === 0) continue;
      const row = kernelAt + l * S;
      for (let s = 0; s < S; s++) {
        const sum = kernelGradient[row + s] as number;
        kernelGradient[row + s] = sum + x * (small[smallAt + s] as number);
      }
    }
  });
}
