import { describe, expect, it } from 'vitest';
import { type PresetKind, presetSpec, presets } from './presets.ts';
import { differencesOf } from './settings.ts';
import type { Spec, Training } from './spec.ts';

const kinds = Object.keys(presets) as PresetKind[];

function vanilla(change: Partial<Training>): Spec {
  const spec = presetSpec('vanilla');
  return { ...spec, training: { ...spec.training, ...change } };
}

it('finds no difference between an experiment and its copy', () => {
  expect(differencesOf([presetSpec('deep'), presetSpec('deep')])).toEqual([]);
});

it('tells any two presets apart', () => {
  for (const [place, one] of kinds.entries()) {
    for (const other of kinds.slice(place + 1)) {
      const differences = differencesOf([presetSpec(one), presetSpec(other)]);
      expect(differences.length, `${one} and ${other}`).toBeGreaterThan(0);
    }
  }
});

describe('a difference', () => {
  it('is said in the page’s words, one value an experiment', () => {
    const seeded = { ...vanilla({}), seed: 7 };
    expect(differencesOf([vanilla({}), vanilla({ optimizer: 'adam' }), seeded])).toEqual([
      { label: 'Optimizer', values: ['Adadelta', 'Adam', 'Adadelta'] },
      { label: 'Seed', values: ['1', '1', '7'] },
    ]);
  });

  it('names layers with what is set of them', () => {
    const differences = differencesOf([presetSpec('convolutional'), presetSpec('nearest')]);
    expect(differences).toEqual([
      {
        label: 'Decoder',
        values: [
          'Transposed convolution 16 of 2×2 stride 2 ReLU, Transposed convolution 1 of 2×2 stride 2 Sigmoid',
          'Upsampling ×2, Convolution 16 of 3×3 ReLU, Upsampling ×2, Convolution 1 of 3×3 Sigmoid',
        ],
      },
    ]);
  });

  it('is none in a setting that has no effect', () => {
    expect(differencesOf([vanilla({}), vanilla({ sparsityTarget: 0.2, warmUp: 3 })])).toEqual([]);
    const sparse = presetSpec('sparseTarget');
    const labels = differencesOf([presetSpec('contractive'), sparse]).map(({ label }) => label);
    expect(labels).toContain('Target activity');
  });

  it('names the task with its corruption’s strength', () => {
    const [task] = differencesOf([
      vanilla({}),
      vanilla({ corruption: { kind: 'gaussian', strength: 0.3 } }),
    ]);
    expect(task).toEqual({
      label: 'Task',
      values: ['Reconstruct', 'Denoise: Gaussian noise 0.3'],
    });
  });
});
