import { backwardOperations } from '../backward.ts';
import { activationFormulas } from '../formulas.ts';
import { type Operations, shaped } from '../pass.ts';
import { run } from './run.ts';
import { elementwise, four, matrixProduct } from './shader-text.ts';

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
    const isAligned = areMultiples(inputs, units);
    const code = `
      ${elementwise('activate', ['z'], activationFormulas[activation].value)}
      ${matrixProduct({
        left: { stride: 'uniforms.leftShape.y' },
        length: 'uniforms.leftShape.y',
        right: { stride: 'uniforms.rightShape.z', transposed },
        isAligned,
        finish: `
          let place = i32(uniforms.biasRow) * uniforms.outShape.y + column;
          return activate4(sums + ${four('bias', 'place', isAligned)});`,
      })}`;
    const tensor = run({
      key: `dense ${activation} ${transposed}`,
      inputs: { left, right, bias },
      lanes: isAligned ? 4 : 1,
      uniforms: { biasRow: firstRow },
      shape: [left.shape[0], units],
      invocations: tilesOf(left.shape[0], units),
      code,
    });
    pass.buffers.set(output, tensor);
  },

  denseInputGradient(op, pass) {
    const { gradient, inputGradient, below, inputs, units, kernel, transposed } = op;
    const left = shaped(pass, gradient, [units]);
    const { state: right } = pass.parameters.place(kernel);
    const y = shaped(pass, below.output, [inputs]);
    const isAligned = areMultiples(inputs, units);
    const code = `
      ${elementwise('slope', ['y'], activationFormulas[below.activation].slope)}
      ${matrixProduct({
        left: { stride: 'uniforms.leftShape.y' },
        length: 'uniforms.leftShape.y',
        right: { stride: 'uniforms.rightShape.z', transposed: !transposed },
        isAligned,
        finish: `
          let place = row * uniforms.outShape.y + column;
          return sums * slope4(${four('y', 'place', isAligned)});`,
      })}`;
    const tensor = run({
      key: `dense input gradient ${below.activation} ${transposed}`,
      inputs: { left, right, y },
      lanes: isAligned ? 4 : 1,
      shape: y.shape,
      invocations: tilesOf(...y.shape),
      code,
    });
    pass.buffers.set(inputGradient, tensor);
  },

  /** The kernel's gradient and, in the row below it, the bias': as if one more input were always 1. */
  denseParameterGradient(op, pass) {
    const { input, gradient, inputs, units, kernel, bias } = op;
    const isBelow = pass.parameters.place(bias).firstRow === inputs;
    if (!isBelow) return backwardOperations.denseParameterGradient(op, pass);
    const left = shaped(pass, input, [inputs]);
    const right = shaped(pass, gradient, [units]);
    const isAligned = areMultiples(inputs, units);
    const code = matrixProduct({
      left: { stride: 'uniforms.leftShape.y', transposed: true },
      length: 'uniforms.leftShape.x',
      right: { stride: 'uniforms.rightShape.y' },
      isAligned,
      rowOfOnes: 'uniforms.leftShape.y',
      finish: 'return sums;',
    });
    const shape = [inputs + 1, units] as const;
    const tensor = run({
      key: 'dense parameter gradient',
      inputs: { left, right },
      lanes: isAligned ? 4 : 1,
      shape,
      invocations: tilesOf(...shape),
      code,
    });
    pass.gradients.add(kernel, tensor);
  },
};

function areMultiples(...lengths: number[]): boolean {
  return lengths.every((length) => length % 4 === 0);
}

/** Tiles of 4 × 4 values, across and down. */
function tilesOf(rows: number, columns: number): [across: number, down: number] {
  return [Math.ceil(columns / 4), Math.ceil(rows / 4)];
}
