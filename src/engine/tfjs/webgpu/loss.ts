import * as tf from '@tensorflow/tfjs-core';
import { DIGIT_SIZE } from '../../../spec/shape.ts';
import { backwardOperations } from '../backward.ts';
import { activationFormulas, lossFormulas } from '../formulas.ts';
import { lossSum as generalLossSum, type LossForm, lossFormOf } from '../loss.ts';
import { buffer, type Operations } from '../pass.ts';
import { run } from './run.ts';
import { elementwise } from './shader-text.ts';

export const lossGradient: Operations['lossGradient'] = (op, pass) => {
  const y = buffer(pass, op.output);
  const t = buffer(pass, op.target);
  if (y.size % 4 !== 0) return backwardOperations.lossGradient(op, pass);
  const form = lossFormOf(op.loss, op.activation);
  const { slope } = lossFormulas[form];
  const back = form === 'logistic' ? '1.0' : activationFormulas[op.activation].slope;
  const code = `
    ${elementwise('slope', ['y', 't'], `(${slope}) * (${back})`)}
    fn main() {
      let i = i32(globalId.x);
      if (i < uniforms.tShape.x * uniforms.tShape.y / 4) { result[i] = slope4(y[i], t[i]) * uniforms.share; }
    }`;
  const tensor = run({
    key: `loss gradient ${form} ${op.activation}`,
    inputs: { y, t },
    lanes: 4,
    uniforms: { share: 1 / (pass.batch * DIGIT_SIZE) },
    shape: y.shape,
    invocations: [y.size / 4, 1],
    code,
  });
  pass.buffers.set(op.gradient, tensor);
};

/** Sums that are worked out side by side before they are added up: four an invocation. */
const SUMS = 4096;

export function lossSum(form: LossForm, y: tf.Tensor, t: tf.Tensor): tf.Scalar {
  if (y.size % 4 !== 0) return generalLossSum(form, y, t);
  const code = `
    ${elementwise('value', ['y', 't'], lossFormulas[form].value)}
    fn main() {
      let start = i32(globalId.x);
      if (start >= ${SUMS / 4}) { return; }
      var sums = vec4f();
      for (var i = start; i < uniforms.tShape.x * uniforms.tShape.y / 4; i += ${SUMS / 4}) {
        sums += value4(y[i], t[i]);
      }
      result[start] = sums;
    }`;
  const sums = run({
    key: `loss ${form}`,
    inputs: { y, t },
    lanes: 4,
    shape: [SUMS],
    invocations: [SUMS / 4, 1],
    code,
  });
  return tf.sum(sums);
}
