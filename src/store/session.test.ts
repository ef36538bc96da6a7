import { beforeEach, expect, it } from 'vitest';
import type { ViewerCommand } from '../protocol/viewer.ts';
import { checkpoint, FakeWorker, testImages } from './fake-worker.ts';
import { createPlayground, type PlaygroundStore } from './playground.ts';

let viewers: FakeWorker[];
let trainer: FakeWorker;
let store: PlaygroundStore;

const viewer = () => viewers.at(-1) as FakeWorker;

beforeEach(() => {
  viewers = [];
  trainer = new FakeWorker();
  const workers = {
    trainer: () => trainer,
    viewer: () => {
      viewers.push(new FakeWorker());
      return viewer();
    },
    analyst: () => new FakeWorker(),
  };
  store = createPlayground('https://example.org/', {}, workers);
  trainer.say({ type: 'built', run: trainer.run, checkpoint: checkpoint(0) });
  trainer.say(testImages());
});

it('replaces a viewer that fails by one that shows the same, and gives up in the end', () => {
  viewer().onerror?.({} as ErrorEvent);
  viewer().say({ type: 'done' });
  expect(viewers).toHaveLength(2);
  const shown = viewer().sent.flat() as ViewerCommand[];
  expect(shown.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['network', 'corruption', 'parameters', 'digits', 'picture']),
  );
  for (let again = 0; again < 9; again++) viewer().onerror?.({} as ErrorEvent);
  expect(viewers.length).toBeLessThan(6);
});

it('answers no question about a new network with the weights of the one before', async () => {
  store.getState().choosePreset('deep');
  const codes = new Float32Array(4);
  const asked = store.getState().ask('decode', { codes }, new AbortController().signal);
  await expect(asked).rejects.toThrow('There is no network to look at yet.');
});
