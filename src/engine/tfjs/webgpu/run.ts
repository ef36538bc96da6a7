import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';

/** A compute shader that writes a tensor. */
interface Shader {
  /** Tells shaders apart; shapes do not count, as the code finds them in `uniforms`. */
  key: string;
  /** Tensors by the names of their arrays; `uniforms.nameShape` is a tensor's shape. */
  inputs: Readonly<Record<string, tf.Tensor>>;
  /** Values that an array's element holds, those of the output `result` included. */
  lanes: 1 | 4;
  /** Numbers that change from call to call. */
  uniforms?: Readonly<Record<string, number>>;
  /** The output's. */
  shape: readonly number[];
  /** Invocations wanted, across and down. */
  invocations: readonly [across: number, down: number];
  /** WGSL with a `main` that finds its place by `globalId`. */
  code: string;
}

/** Invocations of a workgroup: in one dimension, and across and down. */
const FLAT = [64, 1] as const;
const SQUARE = [8, 8] as const;

/** Has a shader write a tensor. */
export function run<T extends tf.Tensor>(shader: Shader): T {
  const { inputs, uniforms = {}, lanes, shape, invocations, code } = shader;
  const [across, down] = invocations;
  const [width, height] = down === 1 ? FLAT : SQUARE;
  const names = Object.keys(inputs);
  const program: WebGPUProgram = {
    shaderKey: `${shader.key} ${lanes}`,
    variableNames: names,
    variableComponents: names.map(() => lanes),
    outputComponent: lanes,
    outputShape: [...shape],
    uniforms: Object.keys(uniforms)
      .map((name) => `${name} : f32,`)
      .join(' '),
    // Not a flat one, with which TensorFlow.js would call `main` with an index.
    dispatchLayout: { x: [0], y: [1] },
    dispatch: [Math.ceil(across / width), Math.ceil(down / height), 1],
    workgroupSize: [width, height, 1],
    getUserCode: () => code,
  };
  const values = Object.values(uniforms).map((value) => ({ type: 'float32', data: [value] }));
  const backend = tf.backend() as WebGPUBackend;
  const info = backend.runWebGPUProgram(program, Object.values(inputs), 'float32', values);
  return tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor as T;
}
