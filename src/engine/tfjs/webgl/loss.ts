import * as tf from '@tensorflow/tfjs-core';
import { DIGIT_SIZE } from '../../../spec/shape.ts';
import { backwardOperations } from '../backward.ts';
import { activationFormulas, lossFormulas } from '../formulas.ts';
import { lossSum as generalLossSum, type LossForm, lossFormOf } from '../loss.ts';
import { buffer, type Operations } from '../pass.ts';
import { arePlain, run, texelsOf } from './run.ts';
import { elementwise, texelAt } from './shader-text.ts';

export const lossGradient: Operations['lossGradient'] = (op, pass) => {
  const y = buffer(pass, op.output);
  const t = buffer(pass, op.target);
  if (y.rank !== t.rank || !arePlain(y, t)) return backwardOperations.lossGradient(op, pass);
  const form = lossFormOf(op.loss, op.activation);
  const slope = lossFormulas[form].slope;
  const back = form === 'logistic' ? '1.0' : activationFormulas[op.activation].slope;
  const code = `
    ${elementwise('slope', ['y', 't'], `(${slope}) * (${back})`)}
    void main() {
      vec2 place = gl_FragCoord.xy;
      write(slope(${texelAt('y', y, 'place')}, ${texelAt('t', t, 'place')}) * share);
    }`;
  const uniforms = { share: 1 / (pass.batch * DIGIT_SIZE) };
  pass.buffers.set(op.gradient, run({ inputs: { y, t }, uniforms, shape: y.shape, code }));
};

/** Texels of sums, a side: 900 values in all, which TensorFlow.js adds up in two steps of 30. */
const SIDE = 15;

export function lossSum(form: LossForm, y: tf.Tensor, t: tf.Tensor): tf.Scalar {
  const [rows = 1, columns = 1] = t.shape;
  if (columns % 2 === 1 || !arePlain(y, t)) return generalLossSum(form, y, t);
  const [across, down] = texelsOf(t.shape);
  const code = `
    ${elementwise('value', ['y', 't'], lossFormulas[form].value)}
    void main() {
      vec4 sums = vec4(0.0);
      for (float row = gl_FragCoord.y; row < ${down}.0; row += ${SIDE}.0) {
        for (float column = gl_FragCoord.x; column < ${across}.0; column += ${SIDE}.0) {
          vec2 place = vec2(column, row);
          vec4 values = value(${texelAt('y', y, 'place')}, ${texelAt('t', t, 'place')});
          sums.xy += values.xy;
          if (row < ${Math.floor(rows / 2)}.0) sums.zw += values.zw;
        }
      }
      write(sums);
    }`;
  return tf.sum(run({ inputs: { y, t }, shape: [2 * SIDE, 2 * SIDE], code }));
}
