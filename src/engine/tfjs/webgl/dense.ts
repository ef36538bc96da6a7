import { backwardOperations } from '../backward.ts';
import { activationFormulas } from '../formulas.ts';
import { forwardOperations } from '../forward.ts';
import { type Operations, shaped } from '../pass.ts';
import { arePlain, run } from './run.ts';
import {
  columnSums,
  elementwise,
  matrixProduct,
  pairsIn,
  rowOf,
  texelAt,
  texelRow,
} from './shader-text.ts';

/** Dense layers, one shader an operation; where a tensor is too large for it, TensorFlow.js takes over. */
export const denseOperations: Pick<
  Operations,
  'dense' | 'denseInputGradient' | 'denseParameterGradient'
> = {
  dense(op, pass) {
    const { input, output, inputs, units, transposed, activation } = op;
    const left = shaped(pass, input, [inputs]);
    const { state: right } = pass.parameters.place(op.kernel);
    const { state: bias, firstRow } = pass.parameters.place(op.bias);
    const shape = [left.shape[0], units];
    if (!arePlain(left, right, bias, { shape })) return forwardOperations.dense(op, pass);
    const code = `
      ${matrixProduct({ rightTransposed: transposed, length: inputs })}
      ${elementwise('activate', ['z'], activationFormulas[activation].value)}
      void main() {
        vec2 place = gl_FragCoord.xy;
        vec4 row = ${rowOf(texelAt('bias', 'vec2(place.x, biasRow)'), firstRow)};
        write(activate(product(place) + row));
      }`;
    const uniforms = { ...pairsIn(inputs), biasRow: texelRow(firstRow) };
    pass.buffers.set(output, run({ inputs: { left, right, bias }, uniforms, shape, code }));
  },

  denseInputGradient(op, pass) {
    const { gradient, inputGradient, below, inputs, units, transposed } = op;
    const left = shaped(pass, gradient, [units]);
    const { state: right } = pass.parameters.place(op.kernel);
    const y = shaped(pass, below.output, [inputs]);
    if (!arePlain(left, right, y)) return backwardOperations.denseInputGradient(op, pass);
    const code = `
      ${matrixProduct({ rightTransposed: !transposed, length: units })}
      ${elementwise('slope', ['y'], activationFormulas[below.activation].slope)}
      void main() {
        vec2 place = gl_FragCoord.xy;
        write(product(place) * slope(${texelAt('y', 'place')}));
      }`;
    const inputsOf = { left, right, y };
    const tensor = run({ inputs: inputsOf, uniforms: pairsIn(units), shape: y.shape, code });
    pass.buffers.set(inputGradient, tensor);
  },

  /** The kernel's gradient and, in the row below it, the bias': the sums' gradients, added up. */
  denseParameterGradient(op, pass) {
    const { input, gradient, inputs, units, kernel, bias } = op;
    const left = shaped(pass, input, [inputs]);
    const right = shaped(pass, gradient, [units]);
    const shape = [inputs + 1, units];
    const isBelow = pass.parameters.place(bias).firstRow === inputs;
    if (!isBelow || !arePlain(left, right, { shape })) {
      return backwardOperations.denseParameterGradient(op, pass);
    }
    const [examples] = left.shape;
    const code = `
      ${matrixProduct({ leftTransposed: true, length: examples })}
      ${columnSums(examples)}
      void main() {
        vec2 place = gl_FragCoord.xy;
        vec4 texel = product(place);
        if (place.y > texels.y - 1.0) texel.${inputs % 2 === 0 ? 'xy' : 'zw'} = columnSums(place.x).xy;
        write(texel);
      }`;
    const tensor = run({ inputs: { left, right }, uniforms: pairsIn(examples), shape, code });
    pass.gradients.add(kernel, tensor);
  },
};
