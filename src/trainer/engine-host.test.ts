import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PictureSet } from '../data/picture-set.ts';
import type { Batches, Engine, EngineOptions, ModelState } from '../engine/engine.ts';
import type { Program } from '../engine/program.ts';
import { Heart } from '../protocol/heart.ts';
import type { TrainerEvent } from '../protocol/trainer.ts';
import { type BackendKind, backends } from '../spec/backends.ts';
import { presetSpec } from '../spec/presets.ts';
import type { Training } from '../spec/spec.ts';
import { EngineHost } from './engine-host.ts';
import { Run } from './run.ts';

/** An engine's stand-in, which learns nothing and counts what it is asked for. */
class FakeEngine implements Engine {
  readonly kind: BackendKind;
  readonly options: EngineOptions;
  device: string;
  loads = 0;
  prepared: Batches[] = [];
  private model: ModelState | null = null;

  constructor(kind: BackendKind, options: EngineOptions) {
    this.kind = kind;
    this.options = options;
    this.device = `a ${kind}`;
  }

  async load(_program: Program, state: ModelState): Promise<void> {
    this.loads++;
    this.model = { ...state };
  }

  prepare(batches: Batches): void {
    this.prepared.push(batches);
  }

  async train({ indices, batchSize }: Batches): Promise<Float32Array> {
    const steps = indices.length / batchSize;
    const model = await this.state();
    this.model = { ...model, step: model.step + steps };
    return new Float32Array(steps).fill(0.5);
  }

  async state(): Promise<ModelState> {
    if (!this.model) throw new Error('The engine has no program: load one first.');
    return this.model;
  }

  unload(): void {
    this.model = null;
  }

  async evaluate(): Promise<number> {
    return 0.5;
  }

  async encode(): Promise<Float32Array<ArrayBuffer>> {
    return new Float32Array(0);
  }

  async decode(): Promise<Float32Array<ArrayBuffer>> {
    return new Float32Array(0);
  }

  async activations(): Promise<Float32Array<ArrayBuffer>[]> {
    return [];
  }
}

const kinds = Object.keys(backends) as BackendKind[];

let events: TrainerEvent[];
let made: FakeEngine[];
let missing: BackendKind[];
let host: EngineHost;

function newHost(first: BackendKind = 'simd'): EngineHost {
  const post = (event: TrainerEvent) => events.push(event);
  return new EngineHost(post, new Heart(() => {}), {
    first: () => first,
    probe: async () =>
      kinds.map((kind) => ({
        kind,
        available: !missing.includes(kind),
        detail: `a ${kind}`,
        software: false,
      })),
    create: async (kind, options = {}) => {
      if (missing.includes(kind)) throw new Error(`no ${kind}`);
      const engine = new FakeEngine(kind, options);
      made.push(engine);
      return engine;
    },
  });
}

const dataset = { train: new PictureSet(60_000), test: new PictureSet(10_000) };
dataset.train.markArrived(0, 2048);
const { pixels } = dataset.train;

function newRun(training: Partial<Training> = {}): Run {
  const spec = presetSpec('vanilla');
  return new Run(
    1,
    { ...spec, training: { ...spec.training, images: 2048, ...training } },
    null,
    dataset,
  );
}

const named = () => made.map(({ kind }) => kind);
const lastReport = () => events.findLast(({ type }) => type === 'engine');

beforeEach(() => {
  vi.useFakeTimers();
  events = [];
  made = [];
  missing = [];
  host = newHost();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the backend that nobody chose', () => {
  it('is WebAssembly, and nothing else is started', async () => {
    const engine = await host.engineFor(newRun(), pixels);
    expect(engine.kind).toBe('simd');
    expect(named()).toEqual(['simd']);
    expect(lastReport()).toMatchObject({ active: 'simd', device: 'a simd' });
  });

  it('is JavaScript where WebAssembly has no SIMD', async () => {
    missing = ['simd'];
    host = newHost('cpu');
    const engine = await host.engineFor(newRun(), pixels);
    expect(engine.kind).toBe('cpu');
    expect(named()).toEqual(['cpu']);
  });

  it('is another one where that fails twice', async () => {
    const run = newRun();
    await host.engineFor(run, pixels);
    expect(await host.failed('simd', run)).toBe('simd');
    expect((await host.engineFor(run, pixels)).kind).toBe('simd');
    missing = ['webgpu', 'webgl'];
    expect(await host.failed('simd', run)).toBe('cpu');
    expect((await host.engineFor(run, pixels)).kind).toBe('cpu');
  });
});

describe('an experiment that is built', () => {
  it('finds its kernels, its program and its first batch there when it is to train', async () => {
    const run = newRun();
    const there = vi.fn();
    host.anticipate('auto', false, there);
    expect(host.canPrepare(run)).toBe(false);
    await vi.waitFor(() => expect(there).toHaveBeenCalled());
    expect(host.canPrepare(run)).toBe(true);
    await host.prepare(run, pixels);

    const [engine] = made;
    expect(engine?.prepared[0]?.batchSize).toBe(run.training.batchSize);
    expect(await host.engineFor(run, pixels)).toBe(engine);
    expect(engine?.loads).toBe(1);
    expect(run.nextBatches(1).indices).toBe(engine?.prepared[0]?.indices);
  });

  it('that is to come to the same bits finds the kernels for that', async () => {
    const run = newRun({ reproducible: true });
    const there = vi.fn();
    host.anticipate('auto', true, there);
    await vi.waitFor(() => expect(there).toHaveBeenCalled());
    expect(host.canPrepare(newRun())).toBe(false);
    await host.prepare(run, pixels);
    await host.engineFor(run, pixels);
    expect(made.map(({ options }) => options)).toEqual([{ reproducible: true }]);
  });

  it('loads no TensorFlow.js before it trains', async () => {
    host.choose('webgl');
    host.anticipate('webgl', false, () => {});
    expect(host.canPrepare(newRun())).toBe(false);
    expect(made).toEqual([]);
  });

  it('that can’t be made ready is told of when it is to train', async () => {
    const run = newRun();
    host.anticipate('auto', false, () => {});
    await vi.waitFor(() => expect(made.length).toBe(1));
    const engine = made[0] as FakeEngine;
    vi.spyOn(engine, 'load').mockRejectedValue(new Error('needs 2000 MB'));
    await host.prepare(run, pixels);
    await expect(host.engineFor(run, pixels)).rejects.toThrow('needs 2000 MB');
  });
});

describe('an engine that the run does not train on any more', () => {
  it('makes room for the one that it does, before training is asked for', async () => {
    await host.engineFor(newRun(), pixels);
    const run = newRun({ reproducible: true });
    const there = vi.fn();
    host.suit(run.training, there);
    expect(lastReport()).toMatchObject({ active: null, device: null });
    await vi.waitFor(() => expect(there).toHaveBeenCalled());
    expect(host.canPrepare(run)).toBe(true);
    expect(made.map(({ options }) => options)).toEqual([
      { reproducible: false },
      { reproducible: true },
    ]);
  });

  it('is not named for the next run, which starts on another backend', async () => {
    const run = newRun();
    await host.engineFor(run, pixels);
    host.prepareMove('webgpu', run, pixels);
    await vi.waitFor(() => expect(host.canMove(run)).toBe(true));
    host.moveOn();
    host.startOver();
    host.suit(run.training, () => {});
    expect(lastReport()).toMatchObject({ active: null });
    await vi.waitFor(() => expect(host.canPrepare(newRun())).toBe(true));
  });

  it('stays where the run trains on it', async () => {
    const run = newRun();
    const engine = await host.engineFor(run, pixels);
    host.suit(run.training, () => {});
    expect(await host.engineFor(run, pixels)).toBe(engine);
    expect(made).toHaveLength(1);
  });
});

it('says so when threads have joined the engine', async () => {
  const run = newRun();
  const engine = (await host.engineFor(run, pixels)) as FakeEngine;
  await host.train(engine, run.nextBatches(1), 0.1);
  engine.device = 'a simd of two threads';
  await host.train(engine, run.nextBatches(1), 0.1);
  expect(lastReport()).toMatchObject({ device: 'a simd of two threads' });
});

describe('a move to a faster backend', () => {
  /** Trains until the other engine is ready for the run. */
  async function trainUntilReady(run: Run): Promise<void> {
    while (!host.canMove(run)) {
      const engine = await host.engineFor(run, pixels);
      await host.train(engine, run.nextBatches(1), 0.1);
    }
  }

  it('waits until that is ready, and takes the run’s state along', async () => {
    const run = newRun();
    await host.engineFor(run, pixels);
    host.prepareMove('webgl', run, pixels);
    expect(host.canMove(run)).toBe(false);
    expect(host.kind).toBe('simd');
    await trainUntilReady(run);
    const steps = (await (made[0] as FakeEngine).state()).step;
    await host.keepState(run);
    host.moveOn();
    const engine = (await host.engineFor(run, pixels)) as FakeEngine;
    expect(engine.kind).toBe('webgl');
    expect((await engine.state()).step).toBe(steps);
    expect(lastReport()).toMatchObject({ active: 'webgl' });
    expect(named()).toEqual(['simd', 'webgl']);
  });

  it('does not come about where the other one fails or hangs', async () => {
    const run = newRun();
    const engine = await host.engineFor(run, pixels);
    missing = ['webgl'];
    host.prepareMove('webgl', run, pixels);
    await vi.advanceTimersByTimeAsync(100);
    expect(host.canMove(run)).toBe(false);
    expect(await host.engineFor(run, pixels)).toBe(engine);
  });

  it('is none for a reproducible run, nor where a backend was chosen by hand', async () => {
    const reproducible = newRun({ reproducible: true });
    await host.engineFor(reproducible, pixels);
    host.prepareMove('webgl', reproducible, pixels);
    const run = newRun();
    host.choose('simd');
    await host.engineFor(run, pixels);
    host.prepareMove('webgl', run, pixels);
    await vi.advanceTimersByTimeAsync(100);
    expect(host.canMove(reproducible)).toBe(false);
    expect(host.canMove(run)).toBe(false);
    expect(named()).not.toContain('webgl');
  });

  it('is given up when a run is to be reproducible from now on, or another is built', async () => {
    const run = newRun();
    await host.engineFor(run, pixels);
    host.prepareMove('webgl', run, pixels);
    await trainUntilReady(run);
    run.adjust({ ...run.training, reproducible: true });
    expect(host.canMove(run)).toBe(false);
    host.choose('auto');
    expect(host.canMove(run)).toBe(false);
  });

  it('is the run’s alone: the next one starts where every run does', async () => {
    const run = newRun();
    await host.engineFor(run, pixels);
    host.prepareMove('webgl', run, pixels);
    await trainUntilReady(run);
    await host.keepState(run);
    host.moveOn();
    await host.engineFor(run, pixels);
    host.choose('auto');
    host.startOver();
    expect((await host.engineFor(newRun(), pixels)).kind).toBe('simd');
  });
});
