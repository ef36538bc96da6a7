import { type MathBackendWebGL, webgl_util } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';

/** A fragment shader that writes a tensor, texel by texel. */
interface Shader {
  /** Tensors by the names of their samplers; `uniform vec2 nameStep` leads from a texel to the next. */
  inputs: Readonly<Record<string, tf.Tensor>>;
  /** Numbers, floats in the shader, that change from call to call or with the tensors' shapes. */
  uniforms?: Readonly<Record<string, number>>;
  /** The output's; `uniform vec2 texels` is how many there are across and down one of its matrices. */
  shape: readonly number[];
  /**
   * GLSL with a `main` that finds its place by `gl_FragCoord` and ends in `write(vec4)`. Every text is
   * compiled once, so lengths belong into `uniforms`.
   */
  code: string;
}

/**
 * Has a shader write a tensor. Textures are packed as TensorFlow.js packs them: a texel holds two values
 * of a row, and the two below them. Beside an odd last row or column it leaves zeros, as TensorFlow.js'
 * matrix products add up what is there; in its own tensors there may be anything.
 */
export function run<T extends tf.Tensor>({ inputs, uniforms = {}, shape, code }: Shader): T {
  const floats = Object.entries(uniforms).map(([name, value]) => uniform(name, value));
  const steps = Object.entries(inputs).map(([name, { shape }]) =>
    uniform(`${name}Step`, ...texelsOf(shape).map((count) => 1 / count)),
  );
  const texels = uniform('texels', ...texelsOf(shape.slice(-2)));
  const all = [...floats, ...steps, texels];
  const program = {
    variableNames: Object.keys(inputs),
    outputShape: [...shape],
    packedInputs: true,
    packedOutput: true,
    // Without it TensorFlow.js would compile the shader anew for every shape.
    enableShapeUniforms: true,
    customUniforms: all.map(({ name, type }) => ({ name, type })),
    userCode: `
      void write(vec4 texel) {
        ${clearEdges(shape)}
        setOutput(texel);
      }
      ${code}`,
  };
  const values = all.map(({ value }) => value);
  const backend = tf.backend() as MathBackendWebGL;
  const info = backend.compileAndRun(program, Object.values(inputs), 'float32', values);
  return tf.engine().makeTensorFromTensorInfo(info) as tf.Tensor as T;
}

function uniform(name: string, ...value: number[]) {
  const type: 'float' | 'vec2' = value.length === 1 ? 'float' : 'vec2';
  return { name, type, value };
}

/** GLSL that clears what lies beside an odd last column or row. */
function clearEdges(shape: readonly number[]): string {
  const [columns = 1, rows = 1] = shape.toReversed();
  const right = 'if (gl_FragCoord.x > texels.x - 1.0) texel.yw = vec2(0.0);';
  const below = 'if (mod(gl_FragCoord.y, texels.y) > texels.y - 1.0) texel.zw = vec2(0.0);';
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
