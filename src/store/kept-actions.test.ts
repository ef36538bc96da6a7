import { beforeEach, expect, it } from 'vitest';
import type { KeptRun } from '../files/kept-run.ts';
import type { TrainerCommand } from '../protocol/trainer.ts';
import { presetSpec } from '../spec/presets.ts';
import { checkpoint, FakeWorker, testImages } from './fake-worker.ts';
import { presentRun } from './keep-runs.ts';
import { createPlayground, type PlaygroundStore } from './playground.ts';

let trainer: FakeWorker;
let store: PlaygroundStore;

const get = () => store.getState();
const builds = () =>
  (trainer.sent as TrainerCommand[]).filter((command) => command.type === 'build');
const subjects = () => get().notices.map(({ subject }) => subject);

function kept(step: number, change: Partial<KeptRun> = {}): KeptRun {
  return {
    version: 1,
    slot: 'a',
    turn: 0,
    savedAt: 1,
    spec: presetSpec('deep'),
    checkpoint: checkpoint(step),
    history: [{ step, epoch: 0.5, training: 0.25, penalties: {}, validation: null }],
    drawings: [],
    replaced: [],
    ...change,
  };
}

beforeEach(() => {
  trainer = new FakeWorker();
  const workers = {
    trainer: () => trainer,
    viewer: () => new FakeWorker(),
    analyst: () => new FakeWorker(),
    prober: () => new FakeWorker(),
  };
  store = createPlayground('https://example.org/', {}, workers, true);
});

it('a page that waits for a kept run loads images and builds nothing', () => {
  trainer.say(testImages());
  expect(builds()).toEqual([]);
  expect(get().phase).toBe('loading');
});

it('a kept run comes back paused, with its curve, and says so', () => {
  get().begin(kept(120), true);
  expect(builds()).toMatchObject([{ spec: presetSpec('deep'), checkpoint: { step: 120 } }]);
  trainer.say({
    type: 'built',
    run: trainer.run,
    optimizer: 'adadelta',
    checkpoint: checkpoint(120),
  });
  trainer.say(testImages());
  expect(get()).toMatchObject({
    phase: 'paused',
    progress: { step: 120, loss: 0.25 },
    history: [{ step: 120 }],
  });
  expect(subjects()).toEqual(['restored']);
  get().train();
  expect(subjects()).toEqual([]);
});

it('starting anew begins with the page’s own experiment, and the run can be brought back', () => {
  trainer.say(testImages());
  get().begin(kept(120), true);
  trainer.say({
    type: 'built',
    run: trainer.run,
    optimizer: 'adadelta',
    checkpoint: checkpoint(120),
  });
  get().startAnew();
  expect(get()).toMatchObject({ spec: presetSpec('vanilla'), progress: { step: 0 } });
  expect(subjects()).toEqual(['bringBack']);
  get().restoreNetwork();
  expect(get()).toMatchObject({ spec: presetSpec('deep'), progress: { step: 120 } });
});

it('a kept run of another experiment than the address’ is offered, as are those before it', () => {
  const { slot, spec, history } = kept(0);
  const before = {
    version: 1,
    slot,
    number: 1,
    spec,
    history,
    checkpoint: checkpoint(40),
  } as const;
  get().begin(kept(120, { replaced: [before] }), false);
  expect(builds()).toMatchObject([{ spec: presetSpec('vanilla'), checkpoint: null }]);
  expect(get().replaced.map(({ progress }) => progress.step)).toEqual([40, 120]);
  expect(subjects()).toEqual(['bringBack']);
});

it('a kept run that comes too late is offered, and changes nothing', () => {
  get().choosePreset('tied');
  get().begin(kept(120), true);
  expect(builds()).toHaveLength(1);
  expect(get().spec.network).toEqual(presetSpec('tied').network);
  expect(subjects()).toEqual(['bringBack']);
});

it('a press of Train before the run is back trains it on', () => {
  get().train();
  get().begin(kept(120), true);
  trainer.say(testImages());
  trainer.say({
    type: 'built',
    run: trainer.run,
    optimizer: 'adadelta',
    checkpoint: checkpoint(120),
  });
  expect(get()).toMatchObject({ phase: 'training', pending: null, progress: { step: 120 } });
});

it('without a kept run the page begins as it is, once', () => {
  get().begin(null, false);
  get().begin(null, false);
  expect(builds()).toHaveLength(1);
});

it('an untrained kept run comes back without a word', () => {
  get().begin(kept(0), true);
  expect(get().spec).toEqual(presetSpec('deep'));
  expect(subjects()).toEqual([]);
});

it('an address of the same experiment restores the run, another one wins', () => {
  const run = kept(120);
  expect(presentRun(run, null, false)).toBe(run);
  expect(presentRun(run, presetSpec('deep'), false)).toBe(run);
  expect(presentRun(run, presetSpec('tied'), true)).toBeNull();
  expect(presentRun(run, { ...run.spec, seed: 9 }, true)).toBeNull();
});

it('in its own tab a run follows the address’ training settings, which are newer', () => {
  const run = kept(120);
  const training = { ...run.spec.training, batchSize: 64 };
  const address = { ...run.spec, training };
  expect(presentRun(run, address, false)).toBeNull();
  expect(presentRun(run, address, true)).toEqual({ ...run, spec: address });
  const sgd = { ...run.spec, training: { ...training, optimizer: 'sgd' as const } };
  const restarted = presentRun(run, sgd, true)?.checkpoint;
  expect(restarted).toMatchObject({ optimizerStart: 120, slots: { length: 0 } });
});
