import { optimizerFormulas } from '../formulas.ts';
import { update as generalUpdate } from '../optimizer.ts';
import { arePlain, run, texelsOf } from './run.ts';
import { texelAt } from './shader-text.ts';

/**
 * A whole step in one draw, which writes one texture only: parameters and slots stand in it one above
 * the other, and each texel works out the step that it has a part in.
 */
export const update: typeof generalUpdate = (kind, state, gradient, rate) => {
  if (!arePlain(state, gradient)) return generalUpdate(kind, state, gradient, rate);
  const [count, ...shape] = state.shape;
  const [, down] = texelsOf(shape);
  const matrix = (index: number) =>
    index < count ? texelAt('state', state, `vec2(x, y + ${index * down}.0)`) : 'vec4(0.0)';
  const code = `
    void main() {
      float x = gl_FragCoord.x;
      float part = floor(gl_FragCoord.y / ${down}.0);
      float y = gl_FragCoord.y - part * ${down}.0;
      vec4 g = ${texelAt('gradient', gradient, 'vec2(x, y)')};
      vec4 p = ${matrix(0)};
      vec4 a = ${matrix(1)};
      vec4 b = ${matrix(2)};
      ${optimizerFormulas[kind]}
      write(part == 0.0 ? p : part == 1.0 ? a : b);
    }`;
  return run({ inputs: { state, gradient }, uniforms: { rate }, shape: state.shape, code });
};
