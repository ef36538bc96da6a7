import { optimizerFormulas } from '../formulas.ts';
import type { update as generalUpdate } from '../optimizer.ts';
import { run } from './run.ts';

/** A whole step in one shader. */
export const update: typeof generalUpdate = (kind, state, gradient, rate) => {
  const lanes = gradient.size % 4 === 0 ? 4 : 1;
  const [count] = state.shape;
  const write = [`result[i] = p;`, `result[i + size] = a;`, `result[i + 2 * size] = b;`];
  const code = `
    fn main() {
      let i = i32(globalId.x);
      let size = uniforms.gradientShape.x * uniforms.gradientShape.y / ${lanes};
      if (i >= size) { return; }
      let rate = uniforms.rate;
      var g = gradient[i];
      var p = state[i];
      var a = state[i + size];
      var b = ${count > 2 ? 'state[i + 2 * size]' : 'a'};
      ${optimizerFormulas[kind]}
      ${write.slice(0, count).join('\n')}
    }`;
  return run({
    key: `update ${kind}`,
    inputs: { state, gradient },
    lanes,
    uniforms: { rate },
    shape: state.shape,
    invocations: [gradient.size / lanes, 1],
    code,
  });
};
