import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PlaygroundState } from '../store/state.ts';
import { throttle } from './throttle.ts';

let store: StoreApi<Pick<PlaygroundState, 'phase' | 'isPausing'> & { step: number }>;
let shown: number[];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  store = createStore(() => ({ phase: 'training', isPausing: false, step: 0 }));
  shown = [];
  stop = throttle(
    store,
    ({ step }) => step,
    100,
    0,
    (step) => shown.push(step),
  );
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('shows the first value at once, and then the newest when the time has passed', () => {
  for (const step of [1, 2, 3]) store.setState({ step });
  expect(shown).toEqual([1]);
  vi.advanceTimersByTime(99);
  expect(shown).toEqual([1]);
  vi.advanceTimersByTime(1);
  expect(shown).toEqual([1, 3]);
});

it('shows a value only when it has changed', () => {
  store.setState({ step: 1 });
  vi.advanceTimersByTime(1000);
  store.setState({ step: 1 });
  expect(shown).toEqual([1]);
});

it('shows at once what training has ended with', () => {
  for (const step of [1, 2]) store.setState({ step });
  store.setState({ phase: 'paused', isPausing: true });
  expect(shown).toEqual([1, 2]);
  // A batch that was under way at the pause.
  store.setState({ step: 3 });
  store.setState({ isPausing: false });
  expect(shown).toEqual([1, 2, 3]);
  vi.advanceTimersByTime(1000);
  expect(shown).toEqual([1, 2, 3]);
});

it('shows nothing after its end', () => {
  for (const step of [1, 2]) store.setState({ step });
  stop();
  store.setState({ step: 3, phase: 'paused' });
  vi.advanceTimersByTime(1000);
  expect(shown).toEqual([1]);
});
