import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type OptimizerKind, optimizers } from '../../src/spec/optimizers.ts';
import { type PresetKind, presetSpec, presets } from '../../src/spec/presets.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { pythonWith, runPython } from './python.ts';
import { recordRun, shortened, trainingImages } from './recorded-run.ts';

/* The generated training loops, from the same weights on the same batches, learn as the page does. */

/** Relative: both sum in 32 bits, in other orders. */
const TOLERANCE = 1e-3;

const torch = pythonWith(['torch', 'numpy'], 'loss curves of the generated PyTorch code');

async function expectSameCurve(spec: Spec): Promise<void> {
  const { folder, losses } = await recordRun(shortened(spec), await trainingImages());
  try {
    const printed = runPython(torch ?? '', 'torch_curve.py', folder);
    const theirs: number[] = JSON.parse(printed.trimEnd().split('\n').at(-1) ?? '');
    expect(theirs).toHaveLength(losses.length);
    expect(losses.length).toBeGreaterThanOrEqual(50);
    const worst = Math.max(...theirs.map((loss, i) => Math.abs(loss / (losses[i] ?? 0) - 1)));
    expect(worst).toBeLessThan(TOLERANCE);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.runIf(torch)('the generated PyTorch program’s loss curve is ours', () => {
  it.each(Object.keys(presets) as PresetKind[])('for the preset %s', (preset) =>
    expectSameCurve(presetSpec(preset)),
  );

  it.each(Object.keys(optimizers) as OptimizerKind[])('with %s', (optimizer) => {
    const { training, ...spec } = presetSpec('vanilla');
    const { learningRate } = optimizers[optimizer];
    return expectSameCurve({ ...spec, training: { ...training, optimizer, learningRate } });
  });
});
