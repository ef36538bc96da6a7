import {
  type GPGPUContext,
  type MathBackendWebGL,
  webgl_util,
} from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import { arePlain, texelsOf } from './run.ts';

/** Texels across and down that a fragment works out; PARTS, and what puts them together, count on it. */
export const TILE = 2;
/** The outputs, row by row of the tile, each written to a texture of its own. */
export const PARTS = ['part0', 'part1', 'part2', 'part3'] as const;
export type Parts = Readonly<Record<(typeof PARTS)[number], tf.Tensor>>;

/** A fragment shader that works out tiles of texels. */
interface TileShader {
  /** Tensors by the names of their samplers. */
  inputs: Readonly<Record<string, tf.Tensor>>;
  /** Of what all parts make together. */
  shape: readonly number[];
  /** GLSL with a `main` that gives each of PARTS its texel; `gl_FragCoord` counts tiles. */
  code: string;
}

interface Program {
  program: ReturnType<GPGPUContext['createProgram']>;
  samplers: readonly WebGLUniformLocation[];
}

/** What was compiled for a context; null once it turned out that it can't draw to four textures. */
const contexts = new WeakMap<GPGPUContext, Map<string, Program> | null>();

/**
 * Has a shader write four tensors at once, so that what is read serves four texels. A part has every
 * other texel, across and down, of the whole. TensorFlow.js draws to one texture at a time: this is
 * drawn in its context, beside it.
 *
 * @returns null where an input is not kept as `run` keeps it, or the device can't do this
 */
export function runInParts({ inputs, shape, code }: TileShader): Parts | null {
  const backend = tf.backend() as MathBackendWebGL;
  const { gpgpu } = backend;
  if (contexts.get(gpgpu) === null) return null;
  const isFirst = !contexts.has(gpgpu);
  const [across, down] = texelsOf(shape);
  const size = [down, across].map((texels) => 2 * Math.ceil(texels / TILE));
  const textures = Object.values(inputs).map((tensor) => textureOf(backend, tensor));
  if (!arePlain({ shape: size }) || textures.includes(null)) return null;

  const parts = PARTS.map(() => emptyTensor(backend, size));
  // First of all: making a texture takes the place of one that is bound.
  const targets = parts.map((part) => textureOf(backend, part) as WebGLTexture);
  const { program, samplers } = programFor(gpgpu, Object.keys(inputs), code);
  gpgpu.setProgram(program);
  gpgpu.bindVertexArray(program.vao);
  for (const [unit, sampler] of samplers.entries()) {
    gpgpu.setInputMatrixTexture(textures[unit] as WebGLTexture, sampler, unit);
  }
  if (draw(gpgpu, targets, size as [number, number], isFirst)) {
    return Object.fromEntries(PARTS.map((name, i) => [name, parts[i]])) as Parts;
  }
  contexts.set(gpgpu, null);
  tf.dispose(parts);
  return null;
}

/**
 * The texture of a packed tensor, which is uploaded if need be; null for a slice, and where the texture
 * is not packed or holds another shape.
 */
function textureOf(backend: MathBackendWebGL, { dataId, shape }: tf.Tensor): WebGLTexture | null {
  const data = backend.texData.get(dataId);
  if (data.slice) return null;
  if (!data.texture) {
    data.isPacked = true;
    data.shape = [...shape];
    backend.uploadToGPU(dataId);
  }
  const isAsNamed = data.isPacked && tf.util.arraysEqual(data.shape, shape);
  return (isAsNamed && data.texture?.texture) || null;
}

/** A packed tensor whose texture nobody has written to. */
function emptyTensor(backend: MathBackendWebGL, shape: number[]): tf.Tensor {
  const info = backend.makeTensorInfo(shape, 'float32');
  backend.texData.get(info.dataId).isPacked = true;
  return tf.engine().makeTensorFromTensorInfo(info);
}

/** A shader's program, compiled when it is first asked for. */
function programFor(gpgpu: GPGPUContext, names: readonly string[], code: string): Program {
  const programs = contexts.get(gpgpu) ?? new Map<string, Program>();
  contexts.set(gpgpu, programs);
  const key = `${names} ${code}`;
  const program = programs.get(key) ?? compile(gpgpu, names, code);
  programs.set(key, program);
  return program;
}

function compile(gpgpu: GPGPUContext, names: readonly string[], code: string): Program {
  const source = `#version 300 es
    precision highp float;
    precision highp sampler2D;
    ${names.map((name) => `uniform sampler2D ${name};`).join('\n')}
    ${PARTS.map((name, i) => `layout(location = ${i}) out vec4 ${name};`).join('\n')}
    ${code}`;
  const program = gpgpu.createProgram(webgl_util.createFragmentShader(gpgpu.gl, source));
  gpgpu.buildVao(program);
  return { program, samplers: names.map((name) => gpgpu.getUniformLocation(program, name)) };
}

/**
 * Draws to all textures, and leaves the framebuffer with one, as TensorFlow.js expects it.
 * @param isChecked whether to find out first if the device can
 */
function draw(
  gpgpu: GPGPUContext,
  targets: readonly WebGLTexture[],
  [rows, columns]: [number, number],
  isChecked: boolean,
): boolean {
  const gl = gpgpu.gl as WebGL2RenderingContext;
  const places = targets.map((_, i) => gl.COLOR_ATTACHMENT0 + i);
  const attach = (textures: readonly (WebGLTexture | null)[]) => {
    for (const [i, texture] of textures.entries()) {
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT1 + i, gl.TEXTURE_2D, texture, 0);
    }
  };
  const [first, ...others] = targets;
  gpgpu.setOutputPackedMatrixTexture(first as WebGLTexture, rows, columns);
  attach(others);
  gl.drawBuffers(places);
  const isAble =
    !isChecked || gl.checkFramebufferStatus(gl.FRAMEBUFFER) === gl.FRAMEBUFFER_COMPLETE;
  if (isAble) gpgpu.executeProgram();
  attach(others.map(() => null));
  gl.drawBuffers([gl.COLOR_ATTACHMENT0]);
  return isAble;
}
