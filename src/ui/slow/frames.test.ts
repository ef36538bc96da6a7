import { expect, it } from 'vitest';
import { summarize } from '../../spec/network.ts';
import { presetSpec } from '../../spec/presets.ts';
import type { LayerStep, TrainingStep } from '../../spec/training-step.ts';
import { factor, figure } from '../figure.ts';
import { framesOf } from './frames.ts';

it.each([
  [0, '0'],
  [1, '1'],
  [-0.012345, '−0.0123'],
  [1234.5, '1230'],
  [4.5e-7, '4.5·10⁻⁷'],
  [-20_000, '−2·10⁴'],
])('writes %d as %s', (value, text) => {
  expect(figure(value)).toBe(text);
});

it('puts negative factors in brackets', () => {
  expect(`${factor(2)}·${factor(-3)}`).toBe('2·(−3)');
});

const layer = (place: number): LayerStep => ({
  output: new Float32Array(1),
  gradient: new Float32Array(1),
  example: {
    kind: 'sum',
    place,
    output: 0.5,
    terms: [{ value: 1, weight: -0.25 }],
    others: { count: 783, sum: 0.5 },
    bias: 0.25,
    z: 0.5,
  },
  learning: {
    norm: 0.1,
    weight: {
      indices: [0, 0],
      before: 0.5,
      gradient: -0.02,
      factors: { value: 0.5, delta: -0.04 },
      slots: [
        { before: 0, after: -0.002 },
        { before: 0, after: 4e-7 },
      ],
      after: 0.501,
    },
  },
});

const step: TrainingStep = {
  input: new Float32Array(784),
  target: new Float32Array(784),
  step: 12,
  learningRate: 0.001,
  before: { reconstruction: 0.7, penalties: {}, total: 0.7 },
  after: { reconstruction: 0.69, penalties: {}, total: 0.69 },
  worst: { place: 29, target: 1, output: 0.25, loss: 1.39, gradient: -0.00096 },
  layers: [layer(3), layer(7)],
};

const spec = presetSpec('vanilla');
const adam = { ...spec, training: { ...spec.training, optimizer: 'adam' as const } };
const frames = framesOf(step, adam, summarize(adam.network));

it('goes forward through every layer, back through every layer, then updates', () => {
  expect(frames.map(({ title }) => title)).toEqual([
    'The picture goes in',
    'Code: layer 1, Dense',
    'Decode: layer 2, Dense',
    'Loss: Binary cross-entropy',
    'Gradients: layer 2, Dense',
    'Gradients: layer 1, Dense',
    'Update: Adam, learning rate η = 0.001',
    'After step 12',
  ]);
  expect(frames.map(({ at }) => at)).toEqual(['input', 0, 1, 'target', 1, 0, 'all', 'target']);
});

it('tells each formula with its numbers', () => {
  expect(frames.map(({ lines }) => lines)).toEqual([
    [],
    ['Number 4: z = (−0.25)·1 + 0.5 from 783 others + 0.25 bias = 0.5', 'a = f(0.5) = 0.5'],
    ['Number 8: z = (−0.25)·1 + 0.5 from 783 others + 0.25 bias = 0.5', 'a = f(0.5) = 0.5'],
    [
      'The worst pixel, row 2, column 2: t = 1, p = 0.25, loss 1.39',
      'The mean of all 784 pixels: 0.7',
    ],
    [
      'The worst pixel: δ = −9.6·10⁻⁴',
      'The steepest weight: ∂loss/∂w = x·δ = 0.5·(−0.04) = −0.02',
      'All of the layer’s weights together: a slope of 0.1',
    ],
    [
      'The steepest weight: ∂loss/∂w = x·δ = 0.5·(−0.04) = −0.02',
      'All of the layer’s weights together: a slope of 0.1',
    ],
    [
      'Layer 1: w 0.5 → 0.501  (g = −0.02, m 0 → −0.002, s 0 → 4·10⁻⁷)',
      'Layer 2: w 0.5 → 0.501  (g = −0.02, m 0 → −0.002, s 0 → 4·10⁻⁷)',
    ],
    ['Loss 0.7 → 0.69'],
  ]);
});

it('begins with the corruption where there is one', () => {
  const noisy = presetSpec('denoisingDense');
  const [first] = framesOf({ ...step, layers: [] }, noisy, summarize(noisy.network));
  expect(first?.title).toBe('The picture is spoilt, then goes in');
});
