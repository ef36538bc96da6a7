import { GPGPUContext, MathBackendWebGL, setWebGLContext } from '@tensorflow/tfjs-backend-webgl';
import { env } from '@tensorflow/tfjs-core';
import { GRAPHICS_OPERATIONS_AT_ONCE, type Platform, register } from './device.ts';
import { webglKernels } from './webgl/kernels.ts';
import { openWebglContext } from './webgl-context.ts';

/** Milliseconds between two looks at a fence. */
const POLL_INTERVAL = 1;

/** TensorFlow.js on WebGL 2, on a context of our own whose loss we hear of. */
export async function openWebgl(): Promise<Platform> {
  const answer = openWebglContext();
  if ('reason' in answer) throw new Error(answer.reason);
  const { canvas, gl, name } = answer;

  // Must come before TensorFlow.js reads any of its flags: in a worker on Safari it cannot make a
  // context itself and throws (tfjs 4.22). Without an argument, GPGPUContext takes this one.
  setWebGLContext(2, gl);
  // One shader for all shapes where TensorFlow.js has one: less than half as many to compile for a
  // convolutional network that is new, and none for most changes of a layer's width.
  env().set('WEBGL_USE_SHAPES_UNIFORMS', true);
  register('webgl', new MathBackendWebGL(new GPGPUContext()));
  if (!env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
    throw new Error('This device’s WebGL keeps 16-bit numbers only, too coarse to train with.');
  }

  const finished = () => fencePassed(gl);
  return {
    kind: 'webgl',
    name,
    kernels: webglKernels,
    operationsAtOnce: GRAPHICS_OPERATIONS_AT_ONCE,
    finished,
    // Not `data()`: after a loss it would look at its fence every 4 ms for ever (tfjs 4.22).
    read: async (tensor) => {
      await finished();
      return tensor.dataSync<'float32'>();
    },
    isLost: () => gl.isContextLost(),
    onLost: (report) => canvas.addEventListener('webglcontextlost', report, { once: true }),
  };
}

/** Resolves when the commands so far are done; never after a loss. */
function fencePassed(gl: WebGL2RenderingContext): Promise<void> {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  return new Promise((resolve) => {
    const look = () => {
      if (!fence || gl.isContextLost()) return;
      const status = gl.clientWaitSync(fence, 0, 0);
      if (status !== gl.ALREADY_SIGNALED && status !== gl.CONDITION_SATISFIED) {
        setTimeout(look, POLL_INTERVAL);
        return;
      }
      gl.deleteSync(fence);
      resolve();
    };
    setTimeout(look, 0);
  });
}
