import type * as tf from '@tensorflow/tfjs-core';
import type { ConvolutionWindow } from '../../program.ts';
import { activationFormulas } from '../formulas.ts';
import { type Operations, shaped } from '../pass.ts';
import { run } from './run.ts';
import { elementwise } from './shader-text.ts';

/**
 * From large pictures to small ones, one shader an operation. TensorFlow.js does it by tiles in a
 * workgroup's shared memory, whose barriers a processor takes long for: SwiftShader 1.4 s for 16 pictures
 * of one channel to 16 (tfjs 4.22).
 */
export const convolutionOperations: Pick<Operations, 'conv2d' | 'conv2dTransposeInputGradient'> = {
  conv2d({ input, output, window, kernel, bias: biasParameter, activation }, pass) {
    const { state: bias } = pass.parameters.place(biasParameter);
    const tensor = shrink({
      key: `conv2d ${activation}`,
      large: shaped(pass, input, [window.large.height, window.large.width, window.large.channels]),
      kernel: pass.parameters.place(kernel).state,
      more: { bias },
      window,
      code: elementwise('activate', ['z'], activationFormulas[activation].value),
      finish: 'activate(sum + bias[channel])',
    });
    pass.buffers.set(output, tensor);
  },

  conv2dTransposeInputGradient({ gradient, inputGradient, below, kernel, window }, pass) {
    const { large, small } = window;
    const tensor = shrink({
      key: `conv2d transpose input gradient ${below.activation}`,
      large: shaped(pass, gradient, [large.height, large.width, large.channels]),
      kernel: pass.parameters.place(kernel).state,
      more: { y: shaped(pass, below.output, [small.height, small.width, small.channels]) },
      window,
      code: elementwise('slope', ['y'], activationFormulas[below.activation].slope),
      finish: 'sum * slope(y[place])',
    });
    pass.buffers.set(inputGradient, tensor);
  },
};

interface Shrinking {
  key: string;
  /** [examples, height, width, channels] */
  large: tf.Tensor4D;
  /** The kernel's block, of which it is the beginning. */
  kernel: tf.Tensor;
  window: ConvolutionWindow;
  /** What else the code reads. */
  more: Readonly<Record<string, tf.Tensor>>;
  code: string;
  /** WGSL of what becomes of `sum` of a `channel` at a `place` of the result. */
  finish: string;
}

/** Has each invocation work out one value of the small pictures. */
function shrink({ key, large, kernel, window, more, code, finish }: Shrinking): tf.Tensor4D {
  const { small, size, stride, padTop, padLeft } = window;
  const [examples] = large.shape;
  return run({
    key,
    inputs: { large, kernel, ...more },
    lanes: 1,
    uniforms: { side: size, stride, padTop, padLeft },
    shape: [examples, small.height, small.width, small.channels],
    invocations: [small.width * small.channels, examples * small.height],
    code: `
      ${code}
      fn main() {
        let wide = uniforms.largeShape;
        let narrow = uniforms.outShape;
        let across = i32(globalId.x);
        let down = i32(globalId.y);
        if (across >= narrow.z * narrow.w || down >= narrow.x * narrow.y) { return; }
        let channel = across % narrow.w;
        let firstRow = (down % narrow.y) * i32(uniforms.stride) - i32(uniforms.padTop);
        let firstColumn = (across / narrow.w) * i32(uniforms.stride) - i32(uniforms.padLeft);
        let side = i32(uniforms.side);
        var sum = 0.0;
        for (var ky = max(0, -firstRow); ky < min(side, wide.y - firstRow); ky++) {
          for (var kx = max(0, -firstColumn); kx < min(side, wide.z - firstColumn); kx++) {
            let line = (down / narrow.y) * wide.y + firstRow + ky;
            let pixel = (line * wide.z + firstColumn + kx) * wide.w;
            let weights = (ky * side + kx) * wide.w * narrow.w + channel;
            for (var c = 0; c < wide.w; c++) {
              sum += large[pixel + c] * kernel[weights + c * narrow.w];
            }
          }
        }
        let place = down * narrow.z * narrow.w + across;
        result[place] = ${finish};
      }`,
  });
}
