import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SavedDrawing } from '../files/drawing-schema.ts';
import type { KeptChange } from '../files/kept-runs.ts';
import { checkpoint, FakeWorker, testImages } from './fake-worker.ts';
import { initialProgress } from './initial.ts';
import { KeepingError } from './keeper-client.ts';
import type { KeepingProblem } from './keeping-problems.ts';
import { createPlayground, type PlaygroundStore } from './playground.ts';
import { type Drawings, delayBefore, RunKeeper } from './run-keeper.ts';

let trainer: FakeWorker;
let playground: PlaygroundStore;
let keeper: RunKeeper;
let written: KeptChange[];
let last: KeptChange[];
let problem: KeepingProblem | null;
let asks: boolean;
let pad: FakePad;
/** Milliseconds that a write takes. */
let took: number;

class FakePad implements Drawings {
  private drawings: readonly SavedDrawing[] = [];
  private readonly listeners: (() => void)[] = [];

  current = () => this.drawings;
  show = (drawings: readonly SavedDrawing[]) => {
    this.drawings = drawings;
    for (const listener of this.listeners) listener();
  };
  subscribe = (listener: () => void) => {
    this.listeners.push(listener);
  };
}

const DRAWING: SavedDrawing = { strokes: [], brush: 2, center: true };

function trainTo(step: number): void {
  const { run } = trainer;
  const progress = { ...initialProgress(50), step };
  const point = { step, epoch: 0.1, training: 0.5, penalties: {}, validation: null };
  trainer.say({ type: 'progress', run, progress, points: [point] });
  trainer.say({ type: 'checkpoint', run, optimizer: 'adadelta', checkpoint: checkpoint(step) });
}

const steps = () => written.map(({ record }) => record.checkpoint.step);
const settle = () => vi.advanceTimersByTimeAsync(10);
const storageNotice = () =>
  playground.getState().notices.find(({ subject }) => subject === 'storage')?.text;

beforeEach(() => {
  vi.useFakeTimers();
  trainer = new FakeWorker();
  playground = createPlayground(
    'https://example.org/',
    {},
    {
      trainer: () => trainer,
      viewer: () => new FakeWorker(),
      analyst: () => new FakeWorker(),
      prober: () => new FakeWorker(),
    },
  );
  trainer.say({
    type: 'built',
    run: trainer.run,
    optimizer: 'adadelta',
    checkpoint: checkpoint(0),
  });
  trainer.say(testImages());
  [written, last, problem, asks, took] = [[], [], null, false, 0];
  pad = new FakePad();
  keeper = new RunKeeper({
    playground,
    drawings: pad,
    slot: 'mine',
    stored: null,
    write: async (change) => {
      await new Promise((resolve) => setTimeout(resolve, took));
      if (problem) throw new KeepingError(problem);
      written.push(change);
    },
    writeLast: (change) => last.push(change),
    askBeforeLeaving: (now) => {
      asks = now;
    },
  });
});

afterEach(() => {
  vi.useRealTimers();
});

it('rests five seconds, or fifty times what a write took', () => {
  expect(delayBefore(0, 20)).toBe(5000);
  expect(delayBefore(2000, 20)).toBe(3000);
  expect(delayBefore(2000, 400)).toBe(18_000);
  expect(delayBefore(60_000, 400)).toBe(0);
});

describe('a run is kept', () => {
  it('not before there is something to keep', async () => {
    await vi.advanceTimersByTimeAsync(60_000);
    keeper.saveLast();
    expect([written, last]).toEqual([[], []]);
  });

  it('every five seconds while it trains', async () => {
    playground.getState().train();
    for (let step = 1; step <= 48; step++) {
      trainTo(step);
      await vi.advanceTimersByTimeAsync(250);
    }
    // The second begins five seconds after the end of the first.
    expect(steps()).toEqual([20, 41]);
    expect(written[1]?.record).toMatchObject({ slot: 'mine', history: { length: 41 } });
  });

  it('seldom where writing takes long', async () => {
    took = 200;
    playground.getState().train();
    for (let step = 1; step <= 120; step++) {
      trainTo(step);
      await vi.advanceTimersByTimeAsync(250);
    }
    expect(steps()).toHaveLength(3);
  });

  it('at once when it pauses, with the last checkpoint too', async () => {
    playground.getState().train();
    trainTo(7);
    playground.getState().pause();
    await settle();
    trainTo(8);
    await settle();
    expect(steps()).toEqual([7, 8]);
  });

  it('in two records in turn, each later than the one before', async () => {
    for (const step of [1, 2, 3]) {
      trainTo(step);
      await settle();
    }
    expect(written.map(({ record }) => record.turn)).toEqual([1, 0, 1]);
    const times = written.map(({ record }) => record.savedAt);
    expect(times).toEqual([...new Set(times)].sort());
  });

  it('with the drawing, which is drawn for a while', async () => {
    pad.show([DRAWING]);
    await settle();
    pad.show([DRAWING, DRAWING]);
    await vi.advanceTimersByTimeAsync(4000);
    expect(written.map(({ record }) => record.drawings.length)).toEqual([1]);
    await vi.advanceTimersByTimeAsync(1100);
    expect(written.map(({ record }) => record.drawings.length)).toEqual([1, 2]);
  });

  it('as it is when the page ends, without waiting for a write under way', async () => {
    took = 1000;
    trainTo(7);
    await settle();
    trainTo(8);
    keeper.saveLast();
    expect(last.map(({ record }) => [record.checkpoint.step, record.turn])).toEqual([[8, 0]]);
  });

  it('when it is asked for, after the write under way', async () => {
    took = 100;
    trainTo(7);
    await settle();
    trainTo(8);
    const saving = keeper.save();
    await vi.advanceTimersByTimeAsync(300);
    expect(await saving).toBe(true);
    expect(steps()).toEqual([7, 8]);
  });
});

describe('a run that another one replaced is kept', () => {
  it('once, and forgotten when it can’t be brought back any more', async () => {
    trainTo(7);
    await settle();
    playground.getState().reset();
    trainer.say({
      type: 'built',
      run: trainer.run,
      optimizer: 'adadelta',
      checkpoint: checkpoint(0),
    });
    await settle();
    expect(written.at(-1)).toMatchObject({
      record: { checkpoint: { step: 0 }, replaced: [1] },
      added: [{ slot: 'mine', number: 1, checkpoint: { step: 7 } }],
    });
    trainTo(3);
    await settle();
    expect(written.at(-1)).toMatchObject({ record: { replaced: [1] }, added: [], dropped: [] });
    trainTo(7);
    await settle();
    expect(written.at(-1)).toMatchObject({ record: { replaced: [] }, dropped: [1] });
  });
});

describe('a run that can’t be stored', () => {
  it('is said once, and asked about before it is left, until it is stored', async () => {
    problem = 'full';
    trainTo(7);
    await settle();
    expect(storageNotice()).toContain('storage is full');
    expect(asks).toBe(true);
    playground.getState().dismissNotice('storage');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(storageNotice()).toBeUndefined();
    const saving = keeper.save();
    await settle();
    expect(await saving).toBe(false);
    problem = null;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(steps()).toEqual([7]);
    expect(asks).toBe(false);
  });

  it('is not asked about once it has been reset', async () => {
    problem = 'refused';
    trainTo(7);
    await settle();
    playground.getState().reset();
    trainer.say({
      type: 'built',
      run: trainer.run,
      optimizer: 'adadelta',
      checkpoint: checkpoint(0),
    });
    expect(asks).toBe(false);
  });
});
