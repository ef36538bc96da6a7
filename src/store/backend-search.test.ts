import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProberCommand, ProberEvent } from '../protocol/prober.ts';
import type { TrainerCommand } from '../protocol/trainer.ts';
import { type BackendKind, type BackendStatus, backends } from '../spec/backends.ts';
import { checkpoint, FakeWorker, testImages } from './fake-worker.ts';
import { initialProgress } from './initial.ts';
import { createPlayground, type PlaygroundStore } from './playground.ts';

let trainer: FakeWorker;
let probers: FakeWorker[];
let store: PlaygroundStore;
let software: BackendKind[];

const get = () => store.getState();
const prober = () => probers.at(-1) as FakeWorker;
const asked = () => probers.flatMap(({ sent }) => sent as ProberCommand[]);
const measures = () => asked().filter(({ type }) => type === 'measure');
const moves = () => (trainer.sent as TrainerCommand[]).filter(({ type }) => type === 'move');
const say = (...events: ProberEvent[]) => {
  for (const data of events) prober().onmessage?.({ data } as MessageEvent);
};

/** A browser's storage. */
function fakeStorage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

function openPage(): void {
  probers = [];
  store = createPlayground(
    'https://example.org/',
    {},
    {
      trainer: () => {
        trainer = new FakeWorker();
        return trainer;
      },
      viewer: () => new FakeWorker(),
      analyst: () => new FakeWorker(),
      prober: () => {
        probers.push(new FakeWorker());
        return prober();
      },
    },
  );
  trainer.say({ type: 'heartbeat', grace: 600_000 });
  trainer.say({ type: 'built', run: trainer.run, checkpoint: checkpoint(0), optimizer: 'adam' });
  trainer.say(testImages());
}

/** Has the machine looked at, and finds graphics that are software where the test says so. */
function look(): void {
  vi.advanceTimersByTime(1000);
  const kinds = Object.keys(backends) as BackendKind[];
  const statuses = kinds.map(
    (kind): BackendStatus => ({
      kind,
      available: true,
      detail: `a ${kind}`,
      software: software.includes(kind),
    }),
  );
  say({ type: 'backends', statuses });
}

/** Trains on WebAssembly for so many seconds at 1,000 images a second. */
function train(elapsed: number): void {
  get().train();
  trainer.say({ type: 'engine', active: 'simd', device: 'one thread' });
  trainer.say({
    type: 'progress',
    run: trainer.run,
    progress: { ...initialProgress(50), step: 9, elapsed, imagesPerSecond: 1000 },
    points: [],
  });
}

function measured(webgpu: number, webgl: number): void {
  say(
    { type: 'measuring', backend: 'webgpu' },
    { type: 'measured', backend: 'webgpu', imagesPerSecond: webgpu },
    { type: 'measuring', backend: 'webgl' },
    { type: 'measured', backend: 'webgl', imagesPerSecond: webgl },
    { type: 'done' },
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('localStorage', fakeStorage());
  software = [];
  openPage();
});

afterEach(() => {
  get().sleep();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('what the machine has', () => {
  it('is looked for once the page is ready, by a worker that ends', () => {
    expect(probers).toEqual([]);
    look();
    expect(asked()).toEqual([{ type: 'look' }]);
    expect(prober().ended).toBe(true);
    expect(get().backend.statuses[0]?.detail).toBe('a simd');
  });

  it('is not looked for in an embed that sleeps', () => {
    get().sleep();
    vi.advanceTimersByTime(60_000);
    expect(probers).toEqual([]);
  });

  it('stays unknown where the worker fails, and training goes on', () => {
    vi.advanceTimersByTime(1000);
    say({ type: 'heartbeat', grace: 3000 } as unknown as ProberEvent);
    vi.advanceTimersByTime(3500);
    expect(prober().ended).toBe(true);
    train(5);
    vi.advanceTimersByTime(60_000);
    expect(measures()).toEqual([]);
    expect(get().phase).toBe('training');
  });
});

describe('plain JavaScript', () => {
  const slow = () => get().notices.find(({ subject }) => subject === 'backend');
  const trainOn = (active: BackendKind) =>
    trainer.say({ type: 'engine', active, device: `a ${active}` });

  it('is said where training came there by itself, and no longer once it is elsewhere', () => {
    get().train();
    trainOn('cpu');
    expect(slow()?.text).toContain('plain JavaScript');
    get().pause();
    get().train();
    expect(slow()).toBeDefined();
    trainOn('webgl');
    expect(slow()).toBeUndefined();
  });

  it('is not said again once it was dismissed', () => {
    trainOn('cpu');
    get().dismissNotice('backend');
    trainOn('cpu');
    expect(slow()).toBeUndefined();
  });

  it('is not said where the student chose it', () => {
    get().chooseBackend('cpu');
    trainOn('cpu');
    expect(slow()).toBeUndefined();
  });
});

describe('a faster backend', () => {
  it('is looked for while it trains, and the run is moved there', () => {
    look();
    train(1);
    expect(measures()).toEqual([]);
    train(5);
    expect(measures()).toMatchObject([{ backends: ['webgpu', 'webgl'] }]);
    expect(get().phase).toBe('training');
    say({ type: 'measuring', backend: 'webgpu' });
    expect(get().backend.measuring).toBe('webgpu');
    measured(3000, 2000);
    expect(prober().ended).toBe(true);
    expect(get().backend.measuring).toBeNull();
    expect(moves()).toEqual([{ type: 'move', run: trainer.run, backend: 'webgpu' }]);
    train(6);
    expect(moves().length).toBe(1);

    trainer.say({ type: 'moved', run: trainer.run, from: 'simd', to: 'webgpu' });
    expect(get().notices[0]?.text).toBe(
      'WebGPU trains this network 3.0 times as fast here as WebAssembly: training goes on there.',
    );
  });

  it('must be faster by more than figures differ', () => {
    look();
    train(5);
    measured(1100, 0);
    expect(moves()).toEqual([]);
    expect(get().backend.speeds).toEqual({ simd: 1000, webgpu: 1100, webgl: 0 });
  });

  it('is never software in a graphics processor’s place', () => {
    software = ['webgpu', 'webgl'];
    look();
    train(60);
    expect(measures()).toEqual([]);
    expect(probers.length).toBe(1);
  });

  it('is not looked for where a backend was chosen, nor for a reproducible run', () => {
    look();
    get().chooseBackend('simd');
    train(5);
    get().pause();
    get().chooseBackend('auto');
    get().setTraining({ reproducible: true });
    train(5);
    expect(measures()).toEqual([]);
  });

  it('is remembered by the browser, for networks of the same kind', () => {
    look();
    train(5);
    measured(3000, 2000);
    get().sleep();

    openPage();
    look();
    train(0.1);
    expect(measures()).toEqual([]);
    expect(moves()).toMatchObject([{ backend: 'webgpu' }]);
    get().choosePreset('convolutional');
    train(5);
    expect(measures().length).toBe(1);
  });

  it('is found where the browser lets nothing be stored', () => {
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw new DOMException('denied', 'SecurityError');
      },
      setItem: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    openPage();
    look();
    train(5);
    measured(3000, 2000);
    expect(moves()).toMatchObject([{ backend: 'webgpu' }]);
  });

  it('is not waited for where measuring fails or hangs: the run goes on', () => {
    look();
    train(5);
    say({ type: 'heartbeat', grace: 60_000 } as unknown as ProberEvent);
    say({ type: 'measuring', backend: 'webgpu' });
    vi.advanceTimersByTime(61_000);
    expect(prober().ended).toBe(true);
    expect(get()).toMatchObject({ phase: 'training', notices: [] });
    expect(get().backend.measuring).toBeNull();
    train(70);
    expect(measures().length).toBe(1);
    expect(moves()).toEqual([]);
  });

  it('that failed in training is not gone to again', () => {
    look();
    train(5);
    const fault = { kind: 'backendLost', lost: 'webgpu', next: 'simd' } as const;
    trainer.say({ type: 'fault', run: trainer.run, turn: 1, fault });
    measured(3000, 2000);
    expect(moves()).toEqual([]);
  });
});
