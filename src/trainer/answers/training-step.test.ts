import { describe, expect, it } from 'vitest';
import { initialState } from '../../engine/initial-state.ts';
import { lower } from '../../engine/lowering/lower.ts';
import { activations } from '../../engine/reference/activation.ts';
import { ReferenceEngine } from '../../engine/reference/reference-engine.ts';
import { type PresetKind, presetSpec, presets } from '../../spec/presets.ts';
import { DIGIT_SIZE } from '../../spec/shape.ts';
import { evidenceOf, squares } from './specimen.ts';
import { trainingStep } from './training-step.ts';

const bytes = squares().test.pixels.slice(0, DIGIT_SIZE);
const picture = Float32Array.from(bytes, (byte) => byte / 255);
const atRest = { slots: new Float32Array(0), step: 0, optimizerStart: 0, epoch: 0 };

async function stepOf(kind: PresetKind) {
  const spec = presetSpec(kind);
  const { parameters } = initialState(lower(spec), spec.network.initializer, spec.seed);
  const evidence = await evidenceOf(spec, parameters);
  return { spec, parameters, step: await trainingStep({ picture, optimizer: atRest }, evidence) };
}

describe('a step told in stages', () => {
  it.each(['vanilla', 'convolutional', 'funnel', 'tied', 'sparse'] as const)(
    '%s: is the step that an engine takes on the same picture',
    async (kind) => {
      const { spec, parameters, step } = await stepOf(kind);
      const program = lower(spec);
      const engine = new ReferenceEngine();
      const slots = new Float32Array(program.slotCount * program.parameterCount);
      await engine.load(program, { parameters, slots, step: 0 }, bytes);
      const weights = program.penalties.map((name) => spec.training.penalties[name]);
      const batches = { indices: Uint32Array.of(0), batchSize: 1, inputs: null, weights };
      const before = await engine.train(batches, spec.training.learningRate);
      const state = await engine.state();
      const after = await engine.train(batches, spec.training.learningRate);

      expect(step.before.reconstruction).toBeCloseTo(before[0] ?? 0, 6);
      expect(step.after.reconstruction).toBeCloseTo(after[0] ?? 0, 6);
      expect(step.after.total).toBeLessThan(step.before.total);
      expect(Object.values(step.before.penalties)).toHaveLength(weights.length);
      const outputs = await evidenceOf(spec, parameters).then(({ engine: old }) =>
        old.activations(picture, null),
      );
      for (const [index, layer] of step.layers.entries()) {
        const error = layer?.output.map((value, i) => Math.abs(value - (outputs[index]?.[i] ?? 9)));
        expect(Math.max(...(error ?? [9])), `layer ${index}`).toBeLessThan(1e-6);
        const weight = layer?.learning?.weight;
        if (!weight) continue;
        const moved = state.parameters.filter((value) => value === Math.fround(weight.after));
        expect(moved.length, `layer ${index}`).toBeGreaterThan(0);
        const remembered = Math.fround(weight.slots[0]?.after ?? Number.NaN);
        expect(state.slots.includes(remembered), `layer ${index}`).toBe(true);
      }
    },
  );

  it.each(Object.keys(presets) as PresetKind[])('%s: the sums told add up', async (kind) => {
    const { spec, step } = await stepOf(kind);
    const layers = [...spec.network.encoder, ...spec.network.decoder];
    for (const [index, layer] of layers.entries()) {
      const told = step.layers[index]?.example;
      if (!told) {
        expect(['flatten', 'reshape', 'dense']).toContain(layer.kind);
        continue;
      }
      if (told.kind === 'sum' && 'activation' in layer) {
        expect(activations[layer.activation].value(told.z)).toBeCloseTo(told.output, 10);
      } else if (told.kind === 'largest') {
        expect(Math.max(...told.values)).toBe(told.output);
      } else if (told.kind === 'dropout') {
        expect(told.value * told.factor).toBe(told.output);
      } else if (told.kind === 'sample') {
        const deviation = Math.exp(told.logVariance / 2);
        expect(told.mean + deviation * told.noise).toBeCloseTo(told.output, 10);
      }
    }
  });

  it('a weight’s gradient is the slope of the loss, and the product of its factors', async () => {
    const { spec, parameters, step } = await stepOf('multilayer');
    for (const layer of step.layers) {
      const weight = layer?.learning?.weight;
      if (!weight?.factors) throw new Error('every layer of this network is dense and learns');
      expect(weight.factors.value * weight.factors.delta).toBeCloseTo(weight.gradient, 12);
      const at = parameters.indexOf(weight.before);
      const lossWith = async (change: number) => {
        const changed = parameters.with(at, weight.before + change);
        const { before } = await trainingStep(
          { picture, optimizer: atRest },
          await evidenceOf(spec, changed),
        );
        return before.total;
      };
      const change = 2e-3;
      const slope = ((await lossWith(change)) - (await lossWith(-change))) / (2 * change);
      expect(slope / weight.gradient).toBeCloseTo(1, 1);
    }
  });

  it('leaves out what its stage leaves out', async () => {
    const spec = presetSpec('layerByLayer');
    const whole = await evidenceOf(spec);
    const evidence = { ...whole, stage: 0, program: lower(spec, 0) };
    const { layers } = await trainingStep({ picture, optimizer: atRest }, evidence);
    expect(layers.map((layer) => layer !== null)).toEqual([true, false, false, false, false, true]);
  });
});
