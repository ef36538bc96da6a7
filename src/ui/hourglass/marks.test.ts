import { expect, test } from 'vitest';
import { summarize } from '../../spec/network.ts';
import { type PresetKind, presetSpec } from '../../spec/presets.ts';
import { stagesOf } from '../../spec/stages.ts';
import { marksOf } from './marks.ts';

function textsOf(kind: PresetKind, stageNumber: number | null = null): string[][] {
  const { network, training } = presetSpec(kind);
  const summary = summarize(network);
  const stage = stageNumber === null ? null : (stagesOf(summary.layers)[stageNumber] ?? null);
  return marksOf(summary, network, training, stage).map((marks) => marks.map(({ text }) => text));
}

test.each([
  ['vanilla', [[], []]],
  ['sparse', [['L1'], []]],
  ['sparseTarget', [['KL'], []]],
  ['contractive', [['Jacobian'], []]],
  ['variational', [[], [], ['KL'], [], [], []]],
] as const)('%s is marked at its code', (kind, marks) => {
  expect(textsOf(kind)).toEqual(marks);
});

test('weight decay is marked at every layer with weights', () => {
  expect(textsOf('decaying')).toEqual([['L2'], ['L2']]);
});

test('a tied layer names the layer whose weights it turns around', () => {
  expect(textsOf('tied')).toEqual([[], ['W₁ᵀ']]);
});

test('dropout says how much it drops', () => {
  expect(textsOf('dropout')).toEqual([[], ['−20%'], [], [], []]);
});

test('of a stage the pair that learns is marked, from the outside inwards', () => {
  const learning = (stage: number | null) =>
    textsOf('layerByLayer', stage).flatMap((texts, i) => (texts.includes('learns') ? [i] : []));
  expect([learning(0), learning(1), learning(2)]).toEqual([
    [0, 5],
    [1, 4],
    [2, 3],
  ]);
  expect(learning(null)).toEqual([]);
});
