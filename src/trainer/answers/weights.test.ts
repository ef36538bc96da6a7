import { describe, expect, it } from 'vitest';
import { initialState } from '../../engine/initial-state.ts';
import { lower } from '../../engine/lowering/lower.ts';
import { ReferenceEngine } from '../../engine/reference/reference-engine.ts';
import { type PresetKind, presetSpec } from '../../spec/presets.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import type { Spec } from '../../spec/spec.ts';
import { BatchSource } from '../batch-source.ts';
import { activity } from './activity.ts';
import { ascent } from './ascent.ts';
import { batchGradients } from './batch-gradients.ts';
import { histograms } from './histograms.ts';
import { evidenceOf, squares } from './specimen.ts';

describe('gradient ascent', () => {
  const cases = [
    ['multilayer', 0],
    ['multilayer', 2],
    ['multilayer', 5],
    ['convolutional', 2],
    ['variational', 2],
  ] as const satisfies [PresetKind, number][];
  it.each(cases)(
    '%s: a picture that layer %i responds to far more than to noise',
    async (kind, layer) => {
      const evidence = await evidenceOf(presetSpec(kind));
      for (const unit of [0, 1]) {
        const { picture, before, after } = await ascent({ layer, unit }, evidence);
        expect(after).toBeGreaterThan(before + 0.05);
        // What the sum before a sigmoid or a ReLU makes of it, is what the engine says.
        const output = (await evidence.engine.activations(picture, null))[layer]?.[unit] ?? 0;
        if (kind === 'multilayer')
          expect(output).toBeCloseTo(layer < 5 ? after : sigmoid(after), 4);
      }
    },
  );

  it('refuses a unit that the layer does not have', async () => {
    const evidence = await evidenceOf(presetSpec('vanilla'));
    await expect(ascent({ layer: 0, unit: 32 }, evidence)).rejects.toThrow(
      'This layer has 32 units: there is no unit 33.',
    );
  });

  it('finds the same picture again', async () => {
    const evidence = await evidenceOf(presetSpec('vanilla'));
    const first = await ascent({ layer: 0, unit: 3 }, evidence);
    expect(await ascent({ layer: 0, unit: 3 }, evidence)).toEqual(first);
  });
});

describe('activity', () => {
  it('names dead units, and the pictures that excite a unit most', async () => {
    const spec = presetSpec('vanilla');
    const { parameters } = initialState(lower(spec), 'glorot', 1);
    // The bias of unit 2 is so low that no picture lifts it over zero.
    parameters[784 * 32 + 2] = -1000;
    const evidence = await evidenceOf(spec, parameters);
    const [code, output] = (await activity({ count: 60 }, evidence)).layers;
    expect(code?.most).toHaveLength(32);
    expect([...(code?.most ?? [])].flatMap((most, unit) => (most === 0 ? [unit] : []))).toEqual([
      2,
    ]);

    const bytes = squares().test.pixels.subarray(0, 60 * DIGIT_SIZE);
    const codes = await evidence.engine.encode(Float32Array.from(bytes, (byte) => byte / 255));
    const ofUnit = Array.from({ length: 60 }, (_, picture) => codes[picture * 32 + 5] ?? 0);
    expect(ofUnit[code?.best[5 * 9] ?? -1]).toBe(Math.max(...ofUnit));
    expect(output?.most).toHaveLength(784);
  });
});

describe('histograms', () => {
  it.each(['deep', 'convolutional', 'variational'] as const)(
    '%s: gradients of a batch',
    async (kind) => {
      const spec = presetSpec(kind);
      spec.training.batchSize = 8;
      const evidence = await evidenceOf(spec);
      const gradients = await batchGradients(evidence);

      // The first step's update on the same batch, by Adam, tells each gradient's sign.
      const { program, parameters } = evidence;
      expect(gradients).toHaveLength(program.parameterCount);
      expect(gradients.some((gradient) => gradient !== 0)).toBe(true);
      const moved = await stepOf(spec, parameters);
      for (const [i, gradient] of gradients.entries()) {
        if (Math.abs(gradient) < 1e-4) continue;
        expect(Math.sign((moved[i] ?? 0) - (parameters[i] ?? 0))).toBe(-Math.sign(gradient));
      }
    },
  );

  it('has a row for every kernel, whose weights are those of the layer', async () => {
    const spec = presetSpec('convolutional');
    spec.training.batchSize = 8;
    const { layers } = await histograms({}, await evidenceOf(spec));
    expect(layers.map((row) => row !== null)).toEqual([true, false, true, false, true, true]);
    for (const row of layers) {
      if (!row) continue;
      expect(row.weights.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
      const all = row.gradients.shares.reduce((sum, share) => sum + share, row.gradients.zeros);
      expect(all).toBeCloseTo(1, 4);
    }
  });
});

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** Parameters after one step on the run's first batch. */
async function stepOf(spec: Spec, parameters: Float32Array<ArrayBuffer>) {
  const program = lower(spec);
  const { dataset } = await evidenceOf(spec, parameters);
  const data = await dataset(300);
  const source = new BatchSource(data, spec.training, spec.seed, { epoch: 0, position: 0 });
  const batch = { ...source.next(1, program.draws), weights: program.penalties.map(() => 1) };
  const slots = new Float32Array(program.slotCount * program.parameterCount);
  const engine = new ReferenceEngine();
  await engine.load(program, { parameters, slots, step: 0 }, data.train.pixels);
  await engine.train(batch, 0.001);
  return (await engine.state()).parameters;
}
