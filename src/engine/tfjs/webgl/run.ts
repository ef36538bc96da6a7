import { type MathBackendWebGL, webgl_util } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';

/** A fragment shader that writes a tensor, texel by texel. */
interface Shader {
  /** Tensors by the names of their samplers. */
  inputs: Readonly<Record<string, tf.Tensor>>;
  /** Numbers that change from call to call; all else is part of the code. */
  uniforms?: Readonly<Record<string, number>>;
  /** The output's. */
  shape: readonly number[];
  /** GLSL with a `main` that finds its place by `gl_FragCoord` and ends in `write(vec4)`. */
  code: string;
}

/**
 * Has a shader write a tensor. Textures are packed as TensorFlow.js packs them: a texel holds two values
 * of a row, and the two below them. Beside an odd last row or column it leaves zeros, as TensorFlow.js'
 * matrix products add up what is there; in its own tensors there may be anything.
 */
export function run<T extends tf.Tensor>({ inputs, uniforms = {}, shape, code }: Shader): T {
  const backend = tf.backend() as MathBackendWebGL;
  const program = {
    variableNames: Object.keys(inputs),
    outputShape: [...shape],
    packedInputs: true,
    packedOutput: true,
    customUniforms: Object.keys(uniforms).map((name) => ({ name, type: 'float' as const })),
    userCode: `
      void write(vec4 texel) {
        ${clearEdges(shape)}
        setOutput(texel);
      }
      ${code}`,
  };
  const values = Object.values(uniforms).map((value) => [value]);
  const info = backend.compileAndRun(program, Object.values(inputs), 'float32', values);
  return tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor as T;
}

/** GLSL that clears what lies beside an odd last column or row. */
function clearEdges(shape: readonly number[]): string {
  const [columns = 1, rows = 1] = shape.toReversed();
  const [across, down] = texelsOf([rows, columns]);
  const right = `if (gl_FragCoord.x > ${across - 1}.0) texel.yw = vec2(0.0);`;
  const below = `if (mod(gl_FragCoord.y, ${down}.0) > ${down - 1}.0) texel.zw = vec2(0.0);`;
  return `${columns % 2 === 1 ? right : ''} ${rows % 2 === 1 ? below : ''}`;
}

/** Texels across and down the texture of a tensor; its matrices stand one above the other. */
export function texelsOf(shape: readonly number[]): [across: number, down: number] {
  const [columns = 1, rows = 1, ...matrices] = shape.toReversed();
  const count = matrices.reduce((product, length) => product * length, 1);
  return [Math.ceil(columns / 2), count * Math.ceil(rows / 2)];
}

/** Whether textures hold these tensors so: TensorFlow.js folds one that would be too long or too wide. */
export function arePlain(...tensors: readonly { shape: readonly number[] }[]): boolean {
  return tensors.every(({ shape }) => {
    const [across, down] = texelsOf(shape);
    const [height, width] = webgl_util.getTextureShapeFromLogicalShape([...shape], true);
    return height === 2 * down && width === 2 * across;
  });
}
