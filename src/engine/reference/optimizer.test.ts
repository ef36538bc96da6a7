import { expect, it } from 'vitest';
import { type OptimizerKind, optimizers } from '../../spec/optimizers.ts';
import { specimenState, specimens } from '../contract/specimen.ts';
import { lower } from '../lowering/lower.ts';
import { Memory } from './memory.ts';
import { update } from './optimizer.ts';

/** Gradients of four steps, and how far a parameter at 1 has gone by then: written out by hand. */
const GRADIENTS = [0.5, -0.25, 0.125, 2];
const RATE = 0.1;

const expected: Record<OptimizerKind, () => number> = {
  sgd() {
    let [p, v] = [1, 0];
    for (const g of GRADIENTS) {
      v = 0.9 * v - RATE * g;
      p += v;
    }
    return p;
  },
  rmsprop() {
    let [p, square] = [1, 0];
    for (const g of GRADIENTS) {
      square = 0.9 * square + 0.1 * g * g;
      p -= (RATE * g) / Math.sqrt(square + 1e-7);
    }
    return p;
  },
  // Kingma & Ba (2014), algorithm 1, with both moments corrected; epsilon as at the end of section 2.
  adam() {
    let [p, m, v] = [1, 0, 0];
    for (const [i, g] of GRADIENTS.entries()) {
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      const correction = Math.sqrt(1 - 0.999 ** (i + 1));
      const corrected = m / (1 - 0.9 ** (i + 1));
      p -= (RATE * corrected) / (Math.sqrt(v) / correction + 1e-7 / correction);
    }
    return p;
  },
  // Zeiler (2012), algorithm 1.
  adadelta() {
    let [p, square, squareStep] = [1, 0, 0];
    for (const g of GRADIENTS) {
      square = 0.95 * square + 0.05 * g * g;
      const step = (-Math.sqrt(squareStep + 1e-7) / Math.sqrt(square + 1e-7)) * g;
      squareStep = 0.95 * squareStep + 0.05 * step * step;
      p += RATE * step;
    }
    return p;
  },
};

it.each(Object.keys(optimizers) as OptimizerKind[])('%s follows its formula', (optimizer) => {
  const specimen = specimens.find(({ training }) => training.optimizer === optimizer);
  if (!specimen) throw new Error('every optimizer has a specimen');
  const program = lower({ ...specimen, training: { ...specimen.training, optimizer } });
  const state = specimenState(program, specimen);
  const memory = new Memory(program, { ...state, parameters: state.parameters.fill(1) });
  for (const gradient of GRADIENTS) {
    memory.gradients.fill(gradient);
    memory.step++;
    for (const op of program.update) update(op, memory, RATE);
  }
  expect(memory.parameters[0]).toBeCloseTo(expected[optimizer](), 12);
  expect(memory.parameters.at(-1)).toBe(memory.parameters[0]);
});
