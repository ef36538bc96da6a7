import { backwardOperations } from '../backward.ts';
import { activationFormulas } from '../formulas.ts';
import { forwardOperations } from '../forward.ts';
import { type Operations, shaped } from '../pass.ts';
import { arePlain, texelsOf } from './run.ts';
import { runProduct } from './run-product.ts';
import { columnSums, elementwise, rowAt, texelAt } from './shader-text.ts';

/**
 * Dense layers, one shader an operation, or two where sums are long. Where a tensor is too large for it,
 * TensorFlow.js takes over.
 */
export const denseOperations: Pick<
  Operations,
  'dense' | 'denseInputGradient' | 'denseParameterGradient'
> = {
  dense(op, pass) {
    const { input, output, inputs, units, activation } = op;
    const left = shaped(pass, input, [inputs]);
    const { state: right } = pass.parameters.place(op.kernel);
    const { state: bias, firstRow } = pass.parameters.place(op.bias);
    const shape = [left.shape[0], units];
    if (!arePlain(left, right, bias, { shape })) return forwardOperations.dense(op, pass);
    const code = `
      ${elementwise('activate', ['z'], activationFormulas[activation].value)}
      void main() {
        vec2 place = gl_FragCoord.xy;
        write(activate(product(place) + ${rowAt('bias', bias, firstRow, 'place.x')}));
      }`;
    const product = {
      left: { tensor: left },
      right: { tensor: right, transposed: op.transposed },
      shared: inputs,
    };
    pass.buffers.set(output, runProduct(product, { inputs: { bias }, shape, code }));
  },

  denseInputGradient(op, pass) {
    const { gradient, inputGradient, below, inputs, units } = op;
    const left = shaped(pass, gradient, [units]);
    const { state: right } = pass.parameters.place(op.kernel);
    const y = shaped(pass, below.output, [inputs]);
    if (!arePlain(left, right, y)) return backwardOperations.denseInputGradient(op, pass);
    const code = `
      ${elementwise('slope', ['y'], activationFormulas[below.activation].slope)}
      void main() {
        vec2 place = gl_FragCoord.xy;
        write(product(place) * slope(${texelAt('y', y, 'place')}));
      }`;
    const product = {
      left: { tensor: left },
      right: { tensor: right, transposed: !op.transposed },
      shared: units,
    };
    pass.buffers.set(inputGradient, runProduct(product, { inputs: { y }, shape: y.shape, code }));
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
    const [, down] = texelsOf(shape);
    const code = `
      ${columnSums(right, examples)}
      void main() {
        vec2 place = gl_FragCoord.xy;
        vec4 texel = product(place);
        if (place.y > ${down - 1}.0) texel.${inputs % 2 === 0 ? 'xy' : 'zw'} = columnSums(place.x).xy;
        write(texel);
      }`;
    const product = {
      left: { tensor: left, transposed: true },
      right: { tensor: right },
      shared: examples,
    };
    pass.gradients.add(kernel, runProduct(product, { inputs: { right }, shape, code }));
  },
};
