import type { LossKind } from '../../spec/losses.ts';
import type { OptimizerKind } from '../../spec/optimizers.ts';
import type { LayerKind } from '../../spec/spec.ts';

/** What a layer computes; z is a sum, x what arrives, f its activation. */
export const forward: Readonly<Record<LayerKind, string>> = {
  dense: 'a = f(z), z = Σ w·x + b',
  conv2d: 'a = f(z), z = Σ w·x + b over the window',
  conv2dTranspose: 'a = f(z), z = Σ w·x + b over the stamps that reach here',
  maxPool2d: 'a = max of the square',
  upsample2d: 'a = x',
  flatten: 'a = x, written in one row',
  reshape: 'a = x, read as a picture',
  dropout: 'a = x · 0 or x / (1 − rate), by chance',
  variational: 'a = μ + e^(½·log σ²) · ε',
};

/** ∂loss/∂z of one pixel p with the target t; of a sigmoid's output p for the cross-entropy. */
export const lossGradients: Readonly<Record<LossKind, string>> = {
  binaryCrossentropy: '∂loss/∂z = (p − t) / 784 after a sigmoid',
  meanSquaredError: '∂loss/∂p = 2·(p − t) / 784',
  meanAbsoluteError: '∂loss/∂p = ±1 / 784',
};

/** How a weight moves; g is its gradient, η the learning rate. Keras 3's, as `src/engine` computes them. */
export const updates: Readonly<Record<OptimizerKind, string>> = {
  sgd: 'v ← 0.9·v − η·g,  w ← w + v',
  rmsprop: 's ← 0.9·s + 0.1·g²,  w ← w − η·g / √(s + ε)',
  adam: 'm ← 0.9·m + 0.1·g,  s ← 0.999·s + 0.001·g²,  w ← w − η·m̂ / (√ŝ + ε)',
  adadelta:
    's ← 0.95·s + 0.05·g²,  Δ = √(u + ε) / √(s + ε) · g,  u ← 0.95·u + 0.05·Δ²,  w ← w − η·Δ',
};
