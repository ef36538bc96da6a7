import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Progress, TrainerCommand } from '../protocol/trainer.ts';
import type { ViewerCommand } from '../protocol/viewer.ts';
import { presetSpec } from '../spec/presets.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import { FakeWorker, kept, testImages } from './fake-worker.ts';
import { initialProgress } from './initial.ts';
import type { NoticeSubject } from './notices.ts';
import { createPlayground, type PlaygroundStore } from './playground.ts';

let trainers: FakeWorker[];
let viewers: FakeWorker[];
let store: PlaygroundStore;

const trainer = () => trainers.at(-1) as FakeWorker;
const viewer = () => viewers.at(-1) as FakeWorker;
const commands = () => trainer().sent as TrainerCommand[];
const lastCommand = () => commands().at(-1);
const lastBuild = () => commands().findLast((command) => command.type === 'build');
const get = () => store.getState();
const said = (subject: NoticeSubject) =>
  get().notices.find((notice) => notice.subject === subject)?.text;

function progress(change: Partial<Progress>): Progress {
  return { ...initialProgress(50), ...change };
}

function run(): number {
  return trainer().run;
}

/** Brings the page to `ready`, then trains to step 7. */
function trainToStep7(): void {
  get().train();
  const points = [{ step: 7, epoch: 0.1, training: 0.5, penalties: {}, validation: null }];
  trainer().say({ type: 'progress', run: run(), progress: progress({ step: 7 }), points });
  trainer().say({ type: 'checkpoint', run: run(), ...kept(7) });
}

/** A page of which nothing has arrived yet. */
function openPage(): void {
  trainers = [];
  viewers = [];
  store = createPlayground(
    'https://example.org/playground/',
    {},
    {
      trainer: () => {
        trainers.push(new FakeWorker());
        return trainer();
      },
      viewer: () => {
        viewers.push(new FakeWorker());
        return viewer();
      },
      analyst: () => new FakeWorker(),
      prober: () => new FakeWorker(),
    },
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  openPage();
  trainer().say({ type: 'built', run: run(), ...kept(0) });
  trainer().say(testImages());
});

afterEach(() => {
  get().sleep();
  vi.useRealTimers();
});

describe('the page', () => {
  it('is ready once network and images are there, with a test digit as its picture', () => {
    expect(get().phase).toBe('ready');
    expect(get().picture[0]).toBeCloseTo(0.2);
    expect(viewer().sent.length).toBeGreaterThan(0);
  });

  it('shows a pause at once and is not confused when the worker says it later', () => {
    get().train();
    get().pause();
    expect(get().phase).toBe('paused');
    get().train();
    trainer().say({ type: 'paused', run: run(), turn: 1, reason: 'asked' });
    expect(get().phase).toBe('training');
  });

  it('is not stopped by the end of a step that was over before training began', () => {
    get().step('batch');
    get().pause();
    get().train();
    trainer().say({ type: 'paused', run: run(), turn: 1, reason: 'stepped' });
    expect(get().phase).toBe('training');
    trainer().say({ type: 'paused', run: run(), turn: 2, reason: 'lossReached' });
    expect(get().phase).toBe('paused');
  });

  it('does not train past the last epoch, and says what to do', () => {
    const done = progress({ epoch: 50 });
    trainer().say({ type: 'progress', run: run(), progress: done, points: [] });
    get().train();
    expect(get().phase).toBe('ready');
    expect(said('outcome')).toContain('Raise Epochs');
  });
});

describe('a press of Train before the first images are here', () => {
  const trains = () => commands().filter(({ type }) => type === 'train');
  const arrive = () => {
    trainer().say({ type: 'built', run: run(), ...kept(0) });
    trainer().say(testImages());
  };

  it('is obeyed as soon as they are', () => {
    openPage();
    get().train();
    expect(get()).toMatchObject({ phase: 'loading', pending: 'stopped' });
    expect(trains()).toEqual([]);
    arrive();
    expect(get()).toMatchObject({ phase: 'training', pending: null });
    expect(trains()).toMatchObject([{ type: 'train', until: 'stopped' }]);
  });

  it('is obeyed by the worker that took another one’s place', () => {
    openPage();
    get().step('batch');
    trainer().onerror?.({ message: 'not found' } as ErrorEvent);
    vi.advanceTimersByTime(2500);
    expect(trainers.length).toBe(2);
    arrive();
    expect(trains()).toMatchObject([{ type: 'train', until: 'batch' }]);
  });

  it('is taken back by another press', () => {
    openPage();
    get().train();
    get().pause();
    arrive();
    expect(get()).toMatchObject({ phase: 'ready', pending: null });
    expect(trains()).toEqual([]);
  });

  it('outlives images that come only at the second try', () => {
    openPage();
    get().train();
    const fault = { kind: 'noImages', reason: 'Nothing came.' } as const;
    trainer().say({ type: 'fault', run: null, turn: 0, fault });
    expect(get().phase).toBe('error');
    get().retryImages();
    arrive();
    expect(get().phase).toBe('training');
  });
});

describe('a change', () => {
  it('of the learning rate keeps the weights', () => {
    trainToStep7();
    const builds = commands().filter(({ type }) => type === 'build').length;
    get().setTraining({ learningRate: 0.01 });
    expect(lastCommand()).toMatchObject({ type: 'adjust', training: { learningRate: 0.01 } });
    expect(commands().filter(({ type }) => type === 'build').length).toBe(builds);
  });

  it('of the optimizer takes that one’s learning rate', () => {
    get().setTraining({ optimizer: 'adam' });
    expect(get().spec.training).toMatchObject({ optimizer: 'adam', learningRate: 0.001 });
  });

  it('out of range is refused with the range, and changes nothing', () => {
    const before = get().spec;
    get().setTraining({ batchSize: 0 });
    get().setTraining({ learningRate: Number.NaN });
    get().setSeed(-1);
    expect(get().spec).toBe(before);
    expect(said('outcome')).toBe('Seed must be a whole number from 0 to 4294967295.');
  });

  it('of the network starts over, says so, and can be undone with weights and curve', () => {
    trainToStep7();
    get().choosePreset('deep');
    expect(get()).toMatchObject({ phase: 'ready', history: [], progress: { step: 0 } });
    expect(said('bringBack')).toBe('A run of 7 steps is kept.');
    get().restoreNetwork();
    expect(lastBuild()?.checkpoint?.step).toBe(7);
    expect(get().spec.network).toEqual(presetSpec('vanilla').network);
    expect(get()).toMatchObject({ phase: 'paused', progress: { step: 7 }, notices: [] });
    expect(get().history.length).toBe(1);
  });

  it('of a trained run leaves it on offer through Train, until the new one is as old', () => {
    trainToStep7();
    get().choosePreset('deep');
    get().train();
    const trainTo = (step: number) =>
      trainer().say({ type: 'progress', run: run(), progress: progress({ step }), points: [] });
    trainTo(6);
    expect(said('bringBack')).toContain('7 steps');
    trainTo(7);
    expect(said('bringBack')).toBeUndefined();
  });

  it('of the network that does not fit is kept as a draft beside the running network', () => {
    trainToStep7();
    const { network } = get().spec;
    get().editNetwork({ ...network, decoder: [{ kind: 'dense', units: 10, activation: 'relu' }] });
    expect(get().draft?.problems.map(({ message }) => message)).toEqual([
      'the decoder ends in 10, the picture is 28×28×1',
    ]);
    expect(get().spec.network).toBe(network);
    expect(get().phase).toBe('training');
  });

  it('to no digit at all is refused', () => {
    for (const digit of [0, 1, 2, 3, 4, 5, 6, 7, 8]) get().toggleDigit(digit);
    expect(get().spec.training.digits).toEqual([9]);
    get().toggleDigit(9);
    expect(get().spec.training.digits).toEqual([9]);
    expect(said('outcome')).toBe('At least one digit must train.');
  });
});

describe('reset and seed', () => {
  it('reset goes back to the same spec and seed', () => {
    trainToStep7();
    get().reset();
    expect(lastBuild()).toMatchObject({ checkpoint: null, spec: { seed: 1 } });
    expect(get()).toMatchObject({ phase: 'ready', history: [] });
  });

  it('reset keeps the trained run, and bringing it back keeps the one in its place', () => {
    trainToStep7();
    get().reset();
    get().train();
    trainer().say({
      type: 'progress',
      run: run(),
      progress: progress({ step: 3 }),
      points: [],
    });
    trainer().say({ type: 'checkpoint', run: run(), ...kept(3) });
    get().restoreNetwork();
    expect(get()).toMatchObject({ phase: 'paused', progress: { step: 7 } });
    expect(said('bringBack')).toContain('3 steps');
    get().restoreNetwork();
    expect(get()).toMatchObject({ progress: { step: 3 } });
    expect(said('bringBack')).toContain('7 steps');
  });

  it('two runs that were replaced are both brought back', () => {
    trainToStep7();
    get().reset();
    trainer().say({ type: 'built', run: run(), ...kept(0) });
    trainer().say({ type: 'progress', run: run(), progress: progress({ step: 2 }), points: [] });
    trainer().say({ type: 'checkpoint', run: run(), ...kept(2) });
    get().newSeed();
    expect(said('bringBack')).toContain('2 steps');
    get().dismissNotice('bringBack');
    expect(said('bringBack')).toContain('7 steps');
    get().restoreNetwork();
    expect(get().progress.step).toBe(7);
  });

  it('what the worker still says of the network before is not heard', () => {
    trainToStep7();
    const old = run();
    get().reset();
    trainer().say({ type: 'progress', run: old, progress: progress({ step: 9 }), points: [] });
    expect(get().progress.step).toBe(0);
  });
});

describe('faults', () => {
  const beat = () => trainer().say({ type: 'heartbeat', grace: 3000 });

  it('a silent worker is replaced and training goes on from the last checkpoint', () => {
    beat();
    trainToStep7();
    vi.advanceTimersByTime(3500);
    expect(trainers.length).toBe(2);
    expect(trainers[0]?.ended).toBe(true);
    expect(lastBuild()?.checkpoint?.step).toBe(7);
    expect(lastCommand()).toMatchObject({ type: 'train', run: run(), until: 'stopped' });
    expect(get().phase).toBe('training');
    expect(said('outcome')).toContain('goes on from step 7');
  });

  it('a replaced worker trains as far as the lost one was to, and the past stays in sight', () => {
    beat();
    trainToStep7();
    get().pause();
    const [start] = get().timeline.moments;
    get().step('epoch');
    get().showMoment(0);
    vi.advanceTimersByTime(3500);
    expect(lastCommand()).toMatchObject({ type: 'train', run: run(), until: 'epoch' });
    viewer().say({ type: 'done' });
    const shown = (viewer().sent.flat() as ViewerCommand[]).findLast(
      ({ type }) => type === 'parameters',
    );
    expect(shown).toMatchObject({
      model: { run: run(), parameters: start?.checkpoint.parameters },
    });
  });

  it('a worker that can’t be loaded is replaced', () => {
    trainer().onerror?.({} as ErrorEvent);
    vi.advanceTimersByTime(500);
    expect(trainers.length).toBe(2);
    expect(get().notices).toEqual([]);
  });

  it('a worker that lives is left alone', () => {
    for (let i = 0; i < 20; i++) {
      beat();
      vi.advanceTimersByTime(1000);
    }
    expect(trainers.length).toBe(1);
  });

  it('a worker that falls silent again and again is given up', () => {
    trainToStep7();
    for (let i = 0; i < 4; i++) {
      beat();
      vi.advanceTimersByTime(8000);
    }
    expect(get().phase).toBe('error');
    expect(said('outcome')).toContain('again and again');
    expect(get().progress.step).toBe(7);
  });

  it('one that is given up is there again when Train is pressed, from the last checkpoint', () => {
    trainToStep7();
    for (let i = 0; i < 4; i++) {
      beat();
      vi.advanceTimersByTime(8000);
    }
    get().train();
    expect(trainers).toHaveLength(5);
    expect(lastBuild()?.checkpoint?.step).toBe(7);
    expect(lastCommand()).toMatchObject({ type: 'train', run: run(), until: 'stopped' });
    expect(get()).toMatchObject({ phase: 'training', notices: [] });
  });

  it('one that is given up is there again for another network, and builds that one alone', () => {
    for (let i = 0; i < 4; i++) {
      beat();
      vi.advanceTimersByTime(8000);
    }
    get().choosePreset('deep');
    expect(trainers).toHaveLength(5);
    const builds = commands().filter((command) => command.type === 'build');
    expect(builds.map(({ spec }) => spec.network)).toEqual([presetSpec('deep').network]);
    expect(get().phase).toBe('ready');
  });

  it('a worker that throws is replaced, and the page says what it threw', () => {
    beat();
    trainToStep7();
    trainer().onerror?.({ message: 'Out of memory' } as ErrorEvent);
    vi.advanceTimersByTime(500);
    expect(lastBuild()?.checkpoint?.step).toBe(7);
    expect(said('outcome')).toContain('failed (Out of memory) and was replaced');
  });

  it('workers that cannot be loaded end in a sentence, and Train tries again', () => {
    for (let i = 0; i < 4; i++) {
      trainer().onerror?.({} as ErrorEvent);
      vi.advanceTimersByTime(5000);
    }
    expect(get().phase).toBe('error');
    expect(said('outcome')).toContain('could not be loaded');
    get().train();
    expect(trainers).toHaveLength(5);
  });

  it('divergence stops with one sentence on what is kept', () => {
    trainToStep7();
    const fault = { kind: 'diverged', step: 12, loss: Number.NaN } as const;
    trainer().say({ type: 'fault', run: run(), turn: 1, fault });
    trainer().say({ type: 'paused', run: run(), turn: 1, reason: 'fault' });
    expect(get().phase).toBe('error');
    expect(said('outcome')).toContain('The weights from before are back');
  });

  it('of an earlier run leaves the new one alone', () => {
    trainToStep7();
    const old = run();
    get().choosePreset('deep');
    const { notices } = get();
    const fault = { kind: 'diverged', step: 12, loss: Number.NaN } as const;
    trainer().say({ type: 'fault', run: old, turn: 1, fault });
    expect(get()).toMatchObject({ phase: 'ready', notices });
  });

  it('that ended an earlier turn is told, and leaves the training that was started since', () => {
    trainToStep7();
    get().pause();
    get().train();
    const fault = { kind: 'diverged', step: 12, loss: Number.NaN } as const;
    trainer().say({ type: 'fault', run: run(), turn: 1, fault });
    trainer().say({ type: 'paused', run: run(), turn: 1, reason: 'fault' });
    expect(get().phase).toBe('training');
    expect(said('outcome')).toContain('Training diverged at step 12');
  });

  it('a lost backend with a next one lets training go on', () => {
    trainToStep7();
    const fault = { kind: 'backendLost', lost: 'webgl', next: 'cpu' } as const;
    trainer().say({ type: 'fault', run: run(), turn: 1, fault });
    expect(get().phase).toBe('training');
    expect(said('outcome')).toContain('goes on with them on CPU');
  });
});

it('another network keeps images and digits, and nothing that belongs to the one before', () => {
  get().choosePreset('sparseTarget');
  get().setTraining({ images: 2048, digits: [3, 7], warmUp: 9, layerwise: 2 });
  get().choosePreset('denoisingDense');
  const { training } = get().spec;
  expect(training).toEqual({
    ...presetSpec('denoisingDense').training,
    images: 2048,
    digits: [3, 7],
  });
});

it('training layer by layer shows its first pair at once', () => {
  get().choosePreset('multilayer');
  trainer().say({ type: 'built', run: run(), ...kept(0) });
  expect(get().model?.stage).toBeNull();
  get().setTraining({ layerwise: 2 });
  expect(get().model?.stage).toBe(0);
  get().setTraining({ layerwise: null });
  expect(get().model?.stage).toBeNull();
});

it('a code moved by hand is decoded, and given back with the next picture', () => {
  const layers = [new Float32Array(32).fill(0.5), new Float32Array(DIGIT_SIZE)];
  const input = new Float32Array(DIGIT_SIZE);
  const model = { run: run(), step: 0, version: 1 };
  viewer().say({ type: 'activations', model, input, target: input, layers, spread: null });
  get().moveCode(3, 2);
  expect(get().codeByHand?.[3]).toBe(2);
  expect(get().codeByHand?.[4]).toBe(0.5);
  viewer().say({ type: 'done' });
  const sent = (viewer().sent as ViewerCommand[][]).flat();
  expect(sent.some((command) => command.type === 'code')).toBe(true);
  get().showTestImage(5);
  expect(get().codeByHand).toBeNull();
});

it('takes no code of another length, as one of the network before', () => {
  const layers = [new Float32Array(32), new Float32Array(DIGIT_SIZE)];
  const input = new Float32Array(DIGIT_SIZE);
  const model = { run: run(), step: 0, version: 1 };
  get().setCode(new Float32Array(32));
  expect(get().codeByHand).toBeNull();
  viewer().say({ type: 'activations', model, input, target: input, layers, spread: null });
  get().setCode(new Float32Array(16));
  expect(get().codeByHand).toBeNull();
  get().setCode(new Float32Array(32));
  expect(get().codeByHand?.length).toBe(32);
});

it('does not show what the viewer made of an earlier network', () => {
  const old = { run: run(), step: 7, version: 2 };
  get().choosePreset('deep');
  const picture = new Float32Array(DIGIT_SIZE);
  const shared = { input: picture, target: picture, layers: [], spread: null };
  viewer().say({ type: 'activations', model: old, ...shared });
  expect(get().activations).toBeNull();
});

describe('a batch that takes long', () => {
  const batch = { done: 512, size: 4096, seconds: 3 };

  beforeEach(() => {
    trainToStep7();
    trainer().say({ type: 'batch', run: run(), batch });
  });

  it('is told of until batches are short again, or training ends', () => {
    expect(get().batch).toEqual(batch);
    trainer().say({ type: 'batch', run: run(), batch: null });
    expect(get().batch).toBeNull();
    trainer().say({ type: 'batch', run: run(), batch });
    get().choosePreset('deep');
    trainer().say({ type: 'built', run: run(), ...kept(0) });
    expect(get().batch).toBeNull();
  });

  it('ends with its worker where that does not heed a pause, and the page says so', () => {
    get().pause();
    trainer().say({ type: 'heartbeat', grace: 60_000 });
    vi.advanceTimersByTime(9000);
    expect(trainers).toHaveLength(1);
    vi.advanceTimersByTime(2000);
    expect(trainers).toHaveLength(2);
    expect(lastCommand()).toMatchObject({ type: 'build', checkpoint: { step: 7 } });
    expect(get()).toMatchObject({ phase: 'paused', batch: null });
    expect(said('outcome')).toContain('took too long to stop');
  });

  it('ends with its worker where that does not heed another network', () => {
    get().choosePreset('deep');
    trainer().say({ type: 'heartbeat', grace: 60_000 });
    vi.advanceTimersByTime(11_000);
    expect(trainers).toHaveLength(2);
    expect(lastBuild()).toMatchObject({ checkpoint: null, run: run() });
    expect(lastBuild()?.spec.network).toEqual(presetSpec('deep').network);
    expect(said('outcome') ?? '').not.toContain('took too long');
  });

  it('leaves a worker alone that heeds', () => {
    get().pause();
    trainer().say({ type: 'paused', run: run(), turn: 1, reason: 'asked' });
    vi.advanceTimersByTime(30_000);
    expect(trainers).toHaveLength(1);
  });
});

describe('asleep', () => {
  beforeEach(() => {
    trainToStep7();
    get().sleep();
  });

  it('has ended its workers, keeps what it shows, and does not train', () => {
    expect(trainers.map(({ ended }) => ended)).toEqual([true]);
    expect(viewer().ended).toBe(true);
    get().train();
    expect(get()).toMatchObject({ asleep: true, phase: 'paused', progress: { step: 7 } });
    expect(get().history).toHaveLength(1);
  });

  it('goes on from its last checkpoint when it wakes', () => {
    get().wake();
    expect(trainers).toHaveLength(2);
    expect(lastBuild()).toMatchObject({ checkpoint: { step: 7 } });
    expect(get()).toMatchObject({ asleep: false, phase: 'paused', progress: { step: 7 } });
    get().train();
    expect(lastCommand()).toMatchObject({ type: 'train', run: run(), until: 'stopped' });
  });
});
