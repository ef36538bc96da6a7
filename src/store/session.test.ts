import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ViewerCommand } from '../protocol/viewer.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import { FakeWorker, kept, testImages } from './fake-worker.ts';
import { createPlayground, type PlaygroundStore } from './playground.ts';

let viewers: FakeWorker[];
let trainer: FakeWorker;
let store: PlaygroundStore;

const viewer = () => viewers.at(-1) as FakeWorker;

beforeEach(() => {
  vi.useFakeTimers();
  viewers = [];
  trainer = new FakeWorker();
  const workers = {
    trainer: () => trainer,
    viewer: () => {
      viewers.push(new FakeWorker());
      return viewer();
    },
    analyst: () => new FakeWorker(),
    prober: () => new FakeWorker(),
  };
  store = createPlayground('https://example.org/', {}, workers);
  trainer.say({ type: 'built', run: trainer.run, ...kept(0) });
  trainer.say(testImages());
});

afterEach(() => {
  store.getState().sleep();
  vi.useRealTimers();
});

/** The commands that the newest viewer got, once it has answered. */
function shown(): ViewerCommand[] {
  viewer().say({ type: 'done' });
  return viewer().sent.flat() as ViewerCommand[];
}

describe('a viewer', () => {
  const beat = () => viewer().say({ type: 'heartbeat', grace: 3000 });

  it('that is killed or hangs is replaced by one that shows the same', () => {
    const layers = [new Float32Array(32), new Float32Array(DIGIT_SIZE)];
    const input = new Float32Array(DIGIT_SIZE);
    const model = { run: trainer.run, step: 0, version: 1 };
    viewer().say({ type: 'activations', model, input, target: input, layers, spread: null });
    store.getState().moveCode(3, 2);
    beat();
    vi.advanceTimersByTime(4000);
    expect(viewers).toHaveLength(2);
    expect(viewers[0]?.ended).toBe(true);
    expect(shown().map(({ type }) => type)).toEqual([
      'network',
      'corruption',
      'parameters',
      'digits',
      'picture',
      'code',
    ]);
    const { notices, phase } = store.getState();
    expect({ notices, phase }).toEqual({ notices: [], phase: 'ready' });
  });

  it('that throws, or does not load, is replaced', () => {
    viewer().onerror?.({} as ErrorEvent);
    vi.advanceTimersByTime(500);
    beat();
    viewer().onerror?.({ message: 'Out of memory' } as ErrorEvent);
    vi.advanceTimersByTime(1500);
    expect(viewers).toHaveLength(3);
    expect(shown().map(({ type }) => type)).toContain('digits');
  });

  it('that fails again and again is given up with a sentence, and comes back when asked for', () => {
    for (let again = 0; again < 9; again++) {
      beat();
      viewer().onerror?.({ message: 'Out of memory' } as ErrorEvent);
      vi.advanceTimersByTime(5000);
    }
    expect(viewers).toHaveLength(4);
    const [notice] = store.getState().notices;
    expect(notice).toMatchObject({ subject: 'viewer', action: 'restartViewer' });
    expect(notice?.text).toContain('stopped again and again');
    store.getState().restartViewer();
    expect(viewers).toHaveLength(5);
    expect(store.getState().notices).toEqual([]);
    expect(shown().map(({ type }) => type)).toContain('digits');
  });
});

it('answers no question about a new network with the weights of the one before', async () => {
  store.getState().choosePreset('deep');
  const codes = new Float32Array(4);
  const asked = store.getState().ask('decode', { codes }, {});
  await expect(asked).rejects.toThrow('There is no network to look at yet.');
});
