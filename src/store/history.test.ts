import { describe, expect, it } from 'vitest';
import type { LossPoint } from '../protocol/trainer.ts';
import { appendPoints, cutAfter, MAX_POINTS, merge } from './history.ts';

const point = (step: number, training = 1 / step, validation: number | null = null): LossPoint => ({
  step,
  epoch: step / 10,
  training,
  penalties: {},
  validation,
});

/** Over steps, not over points. */
function meanLoss(history: LossPoint[]): number {
  const sums = history.map(({ step, training }, i) => {
    return (training ?? 0) * (step - (history[i - 1]?.step ?? 0));
  });
  return sums.reduce((sum, part) => sum + part, 0) / (history.at(-1)?.step ?? 1);
}

describe('the loss curve', () => {
  it('grows by new points', () => {
    const history = appendPoints([point(1)], [point(2), point(3)]);
    expect(history.map(({ step }) => step)).toEqual([1, 2, 3]);
  });

  it('stays bounded and keeps its first and last stretch and its mean', () => {
    let history: LossPoint[] = [];
    for (let step = 1; step <= 10_000; step++) {
      history = appendPoints(history, [point(step, step % 2, step % 100 === 0 ? 0.5 : null)]);
    }
    expect(history.length).toBeLessThanOrEqual(MAX_POINTS);
    expect(history.length).toBeGreaterThan(MAX_POINTS / 2);
    expect(history[0]?.step).toBeLessThanOrEqual(32);
    expect(history.at(-1)?.step).toBe(10_000);
    expect(meanLoss(history)).toBeCloseTo(0.5, 3);
    expect(history.filter(({ validation }) => validation !== null).length).toBe(100);
  });

  it('replaces what a run taken up again goes over a second time', () => {
    const history = appendPoints([point(1), point(2), point(3)], [point(2, 9), point(4)]);
    expect(history.map(({ training }) => training)).toEqual([1, 9, 0.25]);
  });

  it('joins a validation to the training loss of its step', () => {
    const later: LossPoint = { ...point(2), training: null, validation: 0.4 };
    const history = appendPoints([point(1), point(2)], [later, point(3)]);
    expect(history).toEqual([point(1), point(2, 0.5, 0.4), point(3)]);
  });

  it('keeps what penalties add as a mean over steps, where they act', () => {
    const withPenalty = (step: number, sparsity?: number): LossPoint => ({
      ...point(step, 1),
      penalties: sparsity === undefined ? {} : { sparsity },
    });
    const merged = merge([
      { point: withPenalty(1), steps: 1 },
      { point: withPenalty(2, 0.3), steps: 1 },
      { point: withPenalty(5, 0.1), steps: 3 },
    ]);
    expect(merged.penalties).toEqual({ sparsity: expect.closeTo(0.15, 12) });
    expect(merged).toMatchObject({ step: 5, training: 1 });
    expect(merge([{ point: withPenalty(1), steps: 1 }]).penalties).toEqual({});
  });

  it('can be cut at a checkpoint', () => {
    expect(cutAfter([point(1), point(5), point(9)], 5).map(({ step }) => step)).toEqual([1, 5]);
  });
});
