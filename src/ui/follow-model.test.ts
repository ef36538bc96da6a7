import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { presetSpec } from '../spec/presets.ts';
import type { Model, Phase } from '../store/state.ts';
import { followModel } from './follow-model.ts';

const spec = presetSpec('vanilla');
const at = (step: number): Model => {
  return { run: 1, step, version: step, spec, stage: null, parameters: new Float32Array(4) };
};

let store: ReturnType<typeof newStore>;
let looked: number[];
let answer: (took: number) => Promise<unknown>;
let stop: AbortController;

function newStore() {
  return createStore<{ model: Model | null; phase: Phase }>(() => ({
    model: null,
    phase: 'training',
  }));
}

beforeEach(() => {
  vi.useFakeTimers();
  store = newStore();
  looked = [];
  stop = new AbortController();
  const look = (model: Model) => {
    looked.push(model.step);
    return new Promise<number>((resolve) => {
      answer = (took) => {
        resolve(took);
        return vi.advanceTimersByTimeAsync(0);
      };
    });
  };
  void followModel(store, look, { least: 400, times: 3 }, stop.signal);
});

afterEach(() => {
  stop.abort();
  vi.useRealTimers();
});

/** Training comes to a step. */
async function train(step: number): Promise<void> {
  store.setState({ model: at(step) });
  await vi.advanceTimersByTimeAsync(0);
}

it('looks at the first state, and while it trains rests before it looks at the newest', async () => {
  await train(0);
  await train(10);
  expect(looked).toEqual([0]);
  await answer(1000);
  await vi.advanceTimersByTimeAsync(2999);
  await train(20);
  expect(looked).toEqual([0]);
  await vi.advanceTimersByTimeAsync(1);
  expect(looked).toEqual([0, 20]);
  await answer(0);
  await train(30);
  await vi.advanceTimersByTimeAsync(400);
  expect(looked).toEqual([0, 20, 30]);
});

it('rests no longer when training pauses, and looks at the last state at once', async () => {
  await train(0);
  await answer(60_000);
  await train(10);
  store.setState({ phase: 'paused' });
  await vi.advanceTimersByTimeAsync(0);
  expect(looked).toEqual([0, 10]);
  await answer(60_000);
  // The worker tells the last state a moment after the pause.
  await train(12);
  expect(looked).toEqual([0, 10, 12]);
});

it('does not look again at the same state', async () => {
  await train(0);
  store.setState({ phase: 'paused' });
  await answer(10);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looked).toEqual([0]);
});

it('ends with its signal, in its rest too', async () => {
  await train(0);
  await answer(1000);
  stop.abort();
  await train(10);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looked).toEqual([0]);
});
