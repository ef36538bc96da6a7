import { expect, it } from 'vitest';
import { presetSpec } from '../spec/presets.ts';
import { initialState } from './initial.ts';
import { runToPin } from './pin.ts';
import type { Model, PlaygroundState } from './state.ts';

const point = (step: number, training: number, validation: number | null) => ({
  step,
  epoch: step / 10,
  training,
  penalties: {},
  validation,
});

const modelAt = (step: number): Model => {
  const spec = presetSpec('vanilla');
  return { run: 1, step, version: step, spec, stage: null, parameters: new Float32Array(4) };
};

function trained(): PlaygroundState {
  const state = initialState(presetSpec('vanilla'));
  const pictures = new Float32Array(7840).fill(0.5);
  return {
    ...state,
    phase: 'paused',
    model: modelAt(30),
    progress: { ...state.progress, step: 30, epoch: 3, loss: 0.21, validation: 0.19 },
    history: [point(10, 0.4, 0.3), point(20, 0.3, null), point(30, Number.NaN, 0.19)],
    digits: {
      model: modelAt(30),
      indices: [],
      originals: pictures,
      inputs: pictures,
      codes: new Float32Array(320),
      reconstructions: pictures,
      overlap: null,
    },
  };
}

it('pins a run with its name, figures, curve and pictures', () => {
  const run = runToPin(trained(), 7);
  expect(run).toMatchObject({
    pinnedAt: 7,
    name: 'Vanilla 32, step 30',
    step: 30,
    epoch: 3,
    loss: 0.21,
    validation: 0.19,
  });
  expect(run?.history.map(({ training }) => training)).toEqual([0.4, 0.3, null]);
  expect(run?.reconstructions.length).toBe(7840);
  expect(run?.reconstructions[0]).toBe(128);
});

it('pins a run as it was, where the page shows it so', () => {
  const { parameters, slots } = { parameters: new Float32Array(4), slots: new Float32Array(8) };
  const checkpoint = {
    parameters,
    slots,
    step: 20,
    optimizerStart: 0,
    epoch: 2,
    position: 0,
    elapsed: 0,
  };
  const past = { checkpoint, optimizer: 'adam' } as const;
  const { digits, ...now } = trained();
  const then = { ...now, past, model: modelAt(20) };
  const run = runToPin({ ...then, digits: digits && { ...digits, model: modelAt(20) } }, 7);
  // The pictures of now are on the page until those of then have come.
  expect(runToPin({ ...then, digits }, 7)).toBeNull();
  expect(run).toMatchObject({ step: 20, epoch: 2, loss: 0.3, validation: 0.3 });
  expect(run?.history.length).toBe(2);
});

it('pins a run that trains as its pictures show it, a moment before', () => {
  const state = trained();
  const digits = state.digits && { ...state.digits, model: modelAt(20) };
  expect(runToPin({ ...state, digits }, 7)).toBeNull();
  const run = runToPin({ ...state, phase: 'training', digits }, 7);
  expect(run).toMatchObject({
    name: 'Vanilla 32, step 20',
    step: 20,
    loss: 0.3,
    validation: 0.3,
    history: { length: 2 },
  });
});

it('pins no pictures of a run before', () => {
  const state = trained();
  const digits = state.digits && { ...state.digits, model: { ...modelAt(30), run: 0 } };
  expect(runToPin({ ...state, digits }, 7)).toBeNull();
});

it('has nothing to pin before a run has trained', () => {
  expect(runToPin({ ...trained(), history: [] }, 7)).toBeNull();
  expect(runToPin({ ...trained(), digits: null }, 7)).toBeNull();
});
