import * as tf from '@tensorflow/tfjs-core';
import { activationFormulas } from '../formulas.ts';
import { type Operations, shaped } from '../pass.ts';
import { run } from './run.ts';
import { elementwise, matrixProduct } from './shader-text.ts';

/** Dense layers, one shader an operation. */
export const denseOperations: Pick<
  Operations,
  'dense' | 'denseInputGradient' | 'denseParameterGradient'
> = {
  dense(
    { input, output, inputs, units, kernel, transposed, bias: biasParameter, activation },
    pass,
  ) {
    const left = shaped(pass, input, [inputs]);
    const { state: right } = pass.parameters.place(kernel);
    const { state: bias, firstRow } = pass.parameters.place(biasParameter);
    const lanes = lanesFor(inputs, units);
    const code = `
      ${elementwise('activate', ['z'], activationFormulas[activation].value)}
      ${matrixProduct({
        left: { stride: 'uniforms.leftShape.y' },
        length: 'uniforms.leftShape.y',
        right: { stride: 'uniforms.rightShape.z', transposed },
        lanes,
        finish: `
          let place = i32(uniforms.biasRow) * uniforms.outShape.y + column;
          return ${applied('activate', lanes)}(sums + bias[place / ${lanes}]);`,
      })}`;
    const tensor = run({
      key: `dense ${activation} ${transposed}`,
      inputs: { left, right, bias },
      lanes,
      uniforms: { biasRow: firstRow },
      shape: [left.shape[0], units],
      invocations: tilesOf(lanes, left.shape[0], units),
      code,
    });
    pass.buffers.set(output, tensor);
  },

  denseInputGradient(op, pass) {
    const { gradient, inputGradient, below, inputs, units, kernel, transposed } = op;
    const left = shaped(pass, gradient, [units]);
    const { state: right } = pass.parameters.place(kernel);
    const y = shaped(pass, below.output, [inputs]);
    const lanes = lanesFor(inputs, units);
    const code = `
      ${elementwise('slope', ['y'], activationFormulas[below.activation].slope)}
      ${matrixProduct({
        left: { stride: 'uniforms.leftShape.y' },
        length: 'uniforms.leftShape.y',
        right: { stride: 'uniforms.rightShape.z', transposed: !transposed },
        lanes,
        finish: `
          let place = row * uniforms.outShape.y + column;
          return sums * ${applied('slope', lanes)}(y[place / ${lanes}]);`,
      })}`;
    const tensor = run({
      key: `dense input gradient ${below.activation} ${transposed}`,
      inputs: { left, right, y },
      lanes,
      shape: y.shape,
      invocations: tilesOf(lanes, ...y.shape),
      code,
    });
    pass.buffers.set(inputGradient, tensor);
  },

  /**
   * The kernel's gradient and, where the bias lies in the row below it, the bias': as if one more input
   * were always 1. A tied kernel has the bias of the layer that it is tied to below it.
   */
  denseParameterGradient({ input, gradient, inputs, units, kernel, bias, transposed }, pass) {
    const x = shaped(pass, input, [inputs]);
    const sums = shaped(pass, gradient, [units]);
    const [left, right] = transposed ? [sums, x] : [x, sums];
    const [rows, columns] = [left.shape[1], right.shape[1]];
    const lanes = lanesFor(rows, columns);
    const code = matrixProduct({
      left: { stride: 'uniforms.leftShape.y', transposed: true },
      length: 'uniforms.leftShape.x',
      right: { stride: 'uniforms.rightShape.y' },
      lanes,
      rowOfOnes: 'uniforms.leftShape.y',
      finish: 'return sums;',
    });
    const shape = [transposed ? rows : rows + 1, columns] as const;
    const tensor = run({
      key: 'dense parameter gradient',
      inputs: { left, right },
      lanes,
      shape,
      invocations: tilesOf(lanes, ...shape),
      code,
    });
    pass.gradients.add(kernel, tensor);
    if (transposed) pass.gradients.add(bias, tf.sum(sums, 0));
  },
};

/** Values that an element of the arrays holds. */
function lanesFor(...lengths: number[]): 1 | 4 {
  return lengths.every((length) => length % 4 === 0) ? 4 : 1;
}

/** The name by which `elementwise` declares a function of such an element. */
function applied(name: string, lanes: 1 | 4): string {
  return lanes === 4 ? `${name}4` : name;
}

/** Squares of values, one an invocation, across and down. */
function tilesOf(side: 1 | 4, rows: number, columns: number): [across: number, down: number] {
  return [Math.ceil(columns / side), Math.ceil(rows / side)];
}
