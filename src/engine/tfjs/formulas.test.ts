import { expect, it } from 'vitest';
import type { ActivationKind } from '../../spec/activations.ts';
import type { LossKind } from '../../spec/losses.ts';
import type { OptimizerKind } from '../../spec/optimizers.ts';
import { activations } from '../reference/activation.ts';
import { losses } from '../reference/loss.ts';
import { optimizers as steps } from '../reference/optimizer.ts';
import { activationFormulas, lossFormulas, optimizerFormulas } from './formulas.ts';
import { optimizers } from './optimizer.ts';

/* The formulas are JavaScript too, given the functions of the shading languages. */

const builtIn = {
  ...{ abs: Math.abs, exp: Math.exp, log: Math.log, max: Math.max, min: Math.min },
  ...{ sign: Math.sign, sqrt: Math.sqrt },
  clamp: (x: number, low: number, high: number) => Math.min(Math.max(x, low), high),
  step: (edge: number, x: number) => (x < edge ? 0 : 1),
};

function evaluate(body: string, variables: Record<string, number>): unknown {
  const scope = { ...builtIn, ...variables };
  return new Function(...Object.keys(scope), body)(...Object.values(scope));
}

const kindsOf = <Kind extends string>(table: Record<Kind, unknown>) => Object.keys(table) as Kind[];

it.each(kindsOf(activations))('%s and its slope are the reference’s', (kind: ActivationKind) => {
  const { value, slope } = activationFormulas[kind];
  for (const z of [-20, -1.5, -0.01, 0, 0.01, 2.5, 20]) {
    const y = activations[kind].value(z);
    expect(evaluate(`return ${value}`, { z })).toBeCloseTo(y, 12);
    expect(evaluate(`return ${slope}`, { y })).toBeCloseTo(activations[kind].slope(y), 12);
  }
});

it.each(kindsOf(losses))('%s and its slope are the reference’s', (kind: LossKind) => {
  const { value, slope } = lossFormulas[kind];
  for (const y of [0, 1e-6, 0.3, 0.9, 1]) {
    for (const t of [0, 0.25, 1]) {
      expect(evaluate(`return ${value}`, { y, t })).toBeCloseTo(losses[kind].value(y, t), 9);
      expect(evaluate(`return ${slope}`, { y, t })).toBeCloseTo(losses[kind].slope(y, t), 6);
    }
  }
});

it('gives cross-entropy by the sums before a sigmoid as it is by the prediction', () => {
  const { value, slope } = lossFormulas.logistic;
  for (const z of [-30, -16, -2, 0, 0.5, 9, 30]) {
    const y = activations.sigmoid.value(z);
    for (const t of [0, 0.25, 1]) {
      const wanted = losses.binaryCrossentropy.value(y, t);
      expect(evaluate(`return ${value}`, { y: z, t })).toBeCloseTo(wanted, 6);
      expect(evaluate(`return ${slope}`, { y: z, t })).toBeCloseTo(y - t, 12);
    }
  }
});

it.each(kindsOf(steps))('%s takes the reference’s steps', (kind: OptimizerKind) => {
  const wanted = { p: [0.5], g: [0], a: [0], b: [0] };
  const arrays = (from: typeof wanted) => ({
    p: Float64Array.from(from.p),
    g: Float64Array.from(from.g),
    a: Float64Array.from(from.a),
    b: Float64Array.from(from.b),
  });
  const expected = arrays(wanted);
  let actual = { p: 0.5, a: 0, b: 0 };
  for (const [index, g] of [0.3, -0.2, 0, 1.5].entries()) {
    expected.g[0] = g;
    steps[kind](expected, 0.1, index + 1);
    const rate = optimizers[kind].rate(0.1, index + 1);
    const body = `${optimizerFormulas[kind]} return { p, a, b };`;
    actual = evaluate(body, { ...actual, g, rate }) as typeof actual;
    expect(actual.p).toBeCloseTo(expected.p[0] as number, 12);
    expect(actual.a).toBeCloseTo(expected.a[0] as number, 12);
    expect(actual.b).toBeCloseTo(expected.b[0] as number, 12);
  }
});
