import type { NumberRange } from './range.ts';

interface OptimizerRow {
  label: string;
  summary: string;
  /** Used when a student picks the optimizer: its framework's default, or the tutorials'. */
  learningRate: number;
  /** Arrays as long as the parameters that the optimizer remembers between steps. */
  slots: readonly string[];
}

/** Formulas and constants are Keras 3's, so a loss curve here can be laid over one from there. */
export const optimizers = {
  sgd: {
    label: 'SGD with momentum',
    summary: 'One learning rate for all weights; momentum 0.9 smooths the path.',
    learningRate: 0.1,
    slots: ['velocity'],
  },
  rmsprop: {
    label: 'RMSprop',
    summary: 'Divides each weight’s step by the recent size of its gradient.',
    learningRate: 0.001,
    slots: ['meanSquare'],
  },
  adam: {
    label: 'Adam',
    summary: 'RMSprop with momentum: the usual first choice.',
    learningRate: 0.001,
    slots: ['mean', 'meanSquare'],
  },
  adadelta: {
    label: 'Adadelta',
    summary: 'Finds its own step sizes, slowly; learning rate 1, as its paper and the tutorials.',
    learningRate: 1,
    slots: ['meanSquare', 'meanSquareStep'],
  },
} as const satisfies Record<string, OptimizerRow>;

export type OptimizerKind = keyof typeof optimizers;

export const optimizerConstants = {
  sgd: { momentum: 0.9 },
  rmsprop: { decay: 0.9, epsilon: 1e-7 },
  adam: { decay1: 0.9, decay2: 0.999, epsilon: 1e-7 },
  adadelta: { decay: 0.95, epsilon: 1e-7 },
} as const satisfies Record<OptimizerKind, Record<string, number>>;

export const LEARNING_RATE: NumberRange = { label: 'Learning rate', min: 1e-6, max: 100 };
