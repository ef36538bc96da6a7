import { expect, it } from 'vitest';
import {
  addMoment,
  MAX_BYTES,
  MAX_MOMENTS,
  type Moment,
  momentTowards,
  NO_TIMELINE,
  upTo,
} from './timeline.ts';

function moment(step: number, parameters = 4, slots = 2 * parameters): Moment {
  const arrays = {
    parameters: new Float32Array(parameters),
    slots: new Float32Array(slots),
  };
  const checkpoint = { ...arrays, step, optimizerStart: 0, epoch: 0, position: 0, elapsed: 0 };
  return { checkpoint, optimizer: 'adam' };
}

function run(steps: Iterable<number>, parameters?: number) {
  let timeline = NO_TIMELINE;
  for (const step of steps) timeline = addMoment(timeline, moment(step, parameters));
  return timeline;
}

const stepsOf = ({ moments }: { moments: readonly Moment[] }) =>
  moments.map(({ checkpoint }) => checkpoint.step);
const bytesOf = ({ moments }: { moments: readonly Moment[] }) =>
  moments.reduce((sum, { checkpoint: { parameters, slots } }) => {
    return sum + parameters.byteLength + slots.byteLength;
  }, 0);

it('keeps every moment of a short run', () => {
  expect(stepsOf(run([0, 3, 4, 9]))).toEqual([0, 3, 4, 9]);
});

it('thins a long run out evenly, and keeps its first moment and its last', () => {
  const steps = Array.from({ length: 1500 }, (_, i) => 7 * i);
  const timeline = run(steps);
  const kept = stepsOf(timeline);
  expect(kept.length).toBeLessThanOrEqual(MAX_MOMENTS);
  expect(kept.length).toBeGreaterThan(MAX_MOMENTS / 3);
  expect([kept[0], kept.at(-1)]).toEqual([0, 7 * 1499]);
  const gaps = kept.slice(1, -1).map((step, i) => step - (kept[i] ?? 0));
  expect(Math.max(...gaps)).toBeLessThan(2 * Math.min(...gaps));
});

it('never takes more than its share of memory, whatever the network', () => {
  for (const parameters of [400_000, 1_000_000, 4_000_000]) {
    let timeline = NO_TIMELINE;
    for (let step = 0; step < 300; step += 10) {
      timeline = addMoment(timeline, moment(step, parameters));
      expect(bytesOf(timeline)).toBeLessThanOrEqual(MAX_BYTES);
    }
    expect(timeline.moments.length).toBeGreaterThanOrEqual(2);
    expect(stepsOf(timeline)[0]).toBe(0);
  }
});

it('keeps the optimizer’s arrays, but of large networks those of the last moment alone', () => {
  const slotsOf = (parameters: number) =>
    run([0, 10, 20], parameters).moments.map(({ checkpoint }) => checkpoint.slots.length);
  expect(slotsOf(1000)).toEqual([2000, 2000, 2000]);
  expect(slotsOf(1_000_000)).toEqual([0, 0, 2_000_000]);
});

it('drops what a run replaces that went back', () => {
  expect(stepsOf(addMoment(run([0, 10, 20, 30]), moment(20)))).toEqual([0, 10, 20]);
  expect(stepsOf(upTo(run([0, 10, 20, 30]), 15))).toEqual([0, 10]);
});

it('finds the moment that a slider means, in the direction of its move', () => {
  const { moments } = run([0, 10, 20, 30]);
  const [first, , third] = moments;
  if (!first || !third) throw new Error('the run has four moments');
  const towards = (from: Moment, step: number) =>
    momentTowards(moments, from, step).checkpoint.step;
  expect([towards(third, 19), towards(third, 21), towards(third, 12)]).toEqual([10, 30, 10]);
  expect([towards(first, 1), towards(first, 11), towards(first, 0)]).toEqual([10, 20, 0]);
});
