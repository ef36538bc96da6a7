import { beforeEach, expect, it } from 'vitest';
import type { TrainerCommand } from '../protocol/trainer.ts';
import { presetSpec } from '../spec/presets.ts';
import { checkpoint, FakeWorker, kept, testImages } from './fake-worker.ts';
import { initialProgress } from './initial.ts';
import { createPlayground, type PlaygroundStore } from './playground.ts';

let trainer: FakeWorker;
let store: PlaygroundStore;

const get = () => store.getState();
const lastBuild = () =>
  (trainer.sent as TrainerCommand[]).findLast((command) => command.type === 'build');
const run = () => lastBuild()?.run ?? 0;
const point = (step: number) => ({
  step,
  epoch: step / 100,
  training: 1 / step,
  penalties: {},
  validation: null,
});

beforeEach(() => {
  trainer = new FakeWorker();
  const workers = {
    trainer: () => trainer,
    viewer: () => new FakeWorker(),
    analyst: () => new FakeWorker(),
    prober: () => new FakeWorker(),
  };
  store = createPlayground('https://example.org/playground/', {}, workers);
  trainer.say(testImages());
});

function trainTo(...steps: number[]): void {
  trainer.say({ type: 'built', run: run(), ...kept(0) });
  get().setTraining({ optimizer: 'adam' });
  get().train();
  for (const step of steps) {
    const progress = { ...initialProgress(50), step };
    trainer.say({ type: 'progress', run: run(), progress, points: [point(step)] });
    trainer.say({ type: 'checkpoint', run: run(), ...kept(step) });
  }
}

it('there is nothing to save before there is a network', () => {
  expect(get().experiment([])).toBeNull();
});

it('saves the run as it stands, or the moment that is shown', () => {
  trainTo(7, 9);
  expect(get().experiment([])).toMatchObject({
    spec: get().spec,
    checkpoint: { step: 9, slots: { length: 8 } },
    history: [{ step: 7 }, { step: 9 }],
  });
  get().showMoment(7);
  const then = get().experiment([]);
  expect(then).toMatchObject({ checkpoint: { step: 7 }, history: [{ step: 7 }] });
});

it('saves no arrays of an optimizer that the experiment does not use any more', () => {
  trainTo(7);
  get().setTraining({ optimizer: 'sgd' });
  expect(get().experiment([])?.checkpoint).toMatchObject({
    step: 7,
    optimizerStart: 7,
    slots: { length: 0 },
  });
});

it('takes no arrays for those of an optimizer that was chosen while they were on their way', () => {
  trainTo(7);
  get().setTraining({ optimizer: 'adadelta' });
  trainer.say({ type: 'checkpoint', run: run(), ...kept(9) });
  expect(get().experiment([])?.checkpoint).toMatchObject({ step: 9, slots: { length: 0 } });
  expect(get().optimizerState()).toMatchObject({ step: 9, slots: { length: 0 } });
  get().showMoment(7);
  expect(get().optimizerState()).toMatchObject({ step: 7 });
});

it('opens an experiment where it was saved; what was there can be brought back', () => {
  trainTo(7);
  const spec = presetSpec('deep');
  const saved = { ...checkpoint(120), epoch: 1, elapsed: 3 };
  get().openExperiment({ spec, checkpoint: saved, history: [point(120)], drawings: [] });
  expect(lastBuild()).toMatchObject({ spec, checkpoint: saved });
  expect(get()).toMatchObject({
    phase: 'paused',
    spec,
    history: [{ step: 120 }],
    progress: { step: 120, epoch: 1, elapsed: 3, loss: 1 / 120 },
    notices: [{ subject: 'outcome' }, { action: 'restoreNetwork' }],
  });
  expect(get().progress.epochProgress).toBeCloseTo(0.2);
  get().restoreNetwork();
  expect(lastBuild()?.checkpoint?.step).toBe(7);
});

it('begins with opened weights and a fresh optimizer', () => {
  const parameters = new Float32Array(4);
  get().openWeights(parameters, get().spec.network);
  expect(lastBuild()?.checkpoint).toMatchObject({ parameters, step: 0, slots: { length: 0 } });
  expect(get()).toMatchObject({ history: [], progress: { step: 0 }, notices: [{ action: null }] });
});

it('refuses weights that were read for the network before', () => {
  trainTo(7);
  const { network } = get().spec;
  get().choosePreset('deep');
  const before = lastBuild();
  get().openWeights(new Float32Array(4), network);
  expect(lastBuild()).toBe(before);
  expect(get().spec.network).toEqual(presetSpec('deep').network);
  expect(JSON.stringify(get().notices)).toContain('Another network was chosen');
  expect(get().replaced.at(-1)?.checkpoint.step).toBe(7);
});
