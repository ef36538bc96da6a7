import { describe, expect, it } from 'vitest';
import { type PresetKind, presetSpec } from '../../spec/presets.ts';
import { initialProgress } from '../../store/initial.ts';
import { cloudSentence, sparsitySentence } from './code-sentences.ts';

describe('a sparse code', () => {
  const say = (kind: PresetKind, activity: number | null) =>
    sparsitySentence({
      spec: presetSpec(kind),
      progress: { ...initialProgress(20), activity, validationImages: 10_000 },
    });

  it('is told by its mean activity beside the target', () => {
    expect(say('sparseTarget', 0.10449)).toBe(
      'The code’s mean activity 0.104, target 0.1, over 10,000 images.',
    );
  });

  it('has no target where L1 alone acts', () => {
    expect(say('sparse', 0.5)).toBe('The code’s mean activity 0.500, over 10,000 images.');
  });

  it('is not told before it was measured', () => {
    expect(say('sparse', null)).toBe('The code’s mean activity is measured while it trains.');
  });
});

describe('a variational code', () => {
  const spec = presetSpec('variational');
  const layer = (values: number[]) => Float32Array.from(values);

  it('is told unit by unit where it has few', () => {
    const activations = [layer([]), layer([]), layer([0.5, -1]), layer([])];
    expect(cloudSentence({ spec, activations, spread: layer([0.25, 0.1]) })).toBe(
      'The code, mean ± spread: 0.50 ± 0.25 and -1.00 ± 0.10.',
    );
  });

  it('has no spread when it was set by hand', () => {
    const activations = [layer([]), layer([]), layer([0.5, -1]), layer([])];
    expect(cloudSentence({ spec, activations, spread: null })).toContain('picture’s own code');
  });
});
