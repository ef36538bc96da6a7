import { expect, it } from 'vitest';
import { presetSpec } from '../spec/presets.ts';
import { checkpoint } from './fake-worker.ts';
import { initialProgress } from './initial.ts';
import { MAX_REPLACED, notCaughtUp, offerOf, withReplaced } from './replaced-runs.ts';
import { NO_TIMELINE } from './timeline.ts';

function runOf(step: number) {
  const moment = { checkpoint: checkpoint(step), optimizer: 'adam' } as const;
  return {
    spec: presetSpec('vanilla'),
    history: [],
    progress: { ...initialProgress(50), step },
    timeline: { moments: [moment], spacing: 1 },
    checkpoint: checkpoint(step),
  };
}

const steps = (runs: readonly ReturnType<typeof runOf>[]) => runs.map((run) => run.progress.step);

it('keeps the newest runs, and the timeline of the newest alone', () => {
  let runs = withReplaced([], runOf(1));
  for (let step = 2; step <= MAX_REPLACED + 1; step++) runs = withReplaced(runs, runOf(step));
  expect(runs).toHaveLength(MAX_REPLACED);
  expect(runs.at(-1)?.progress.step).toBe(MAX_REPLACED + 1);
  expect(runs.map(({ timeline }) => timeline === NO_TIMELINE)).toEqual([true, true, true, false]);
});

it('offers a run until the new one has trained as many steps', () => {
  const runs = [runOf(100), runOf(20)];
  expect(notCaughtUp(runs, 19)).toBe(runs);
  expect(steps([...notCaughtUp(runs, 20)] as typeof runs)).toEqual([100]);
  expect(notCaughtUp(runs, 100)).toEqual([]);
});

it('says what the newest one is, and nothing where there is none', () => {
  const { notices } = offerOf([runOf(1), runOf(2000)], []);
  expect(notices.map(({ text }) => text)).toEqual(['A run of 2,000 steps is kept.']);
  expect(offerOf([], notices).notices).toEqual([]);
});
