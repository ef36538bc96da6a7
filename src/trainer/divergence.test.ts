import { describe, expect, it } from 'vitest';
import { DivergenceWatch } from './divergence.ts';

const MEAN_IMAGE_LOSS = 0.263;

/** Steps until the alarm, or null when none came. */
function alarmAt(losses: Iterable<number>): number | null {
  const watch = new DivergenceWatch(MEAN_IMAGE_LOSS);
  let step = 0;
  for (const loss of losses) {
    step++;
    if (watch.observe(loss)) return step;
  }
  return null;
}

const curve = (length: number, loss: (step: number) => number) =>
  Array.from({ length }, (_, step) => loss(step));

describe('a run has diverged', () => {
  it('at the first loss that is no number', () => {
    expect(alarmAt([0.69, 0.5, Number.NaN])).toBe(3);
    expect(alarmAt([0.69, Number.POSITIVE_INFINITY])).toBe(2);
  });

  it('when it stays on a plateau far above the mean image and above its best', () => {
    expect(alarmAt([...curve(5, () => 0.7), ...curve(200, () => 1.9)])).toBeLessThan(100);
  });

  it('when a trained network is thrown far up', () => {
    expect(alarmAt([...curve(100, () => 0.1), ...curve(100, () => 0.65)])).toBeLessThan(180);
  });
});

describe('there is no alarm', () => {
  it('on a slow start far above the mean image', () => {
    expect(alarmAt(curve(2000, (step) => 0.69 - 0.0001 * step))).toBeNull();
    expect(alarmAt(curve(2000, () => Math.LN2))).toBeNull();
  });

  it('on a plateau at the mean image’s loss', () => {
    expect(
      alarmAt([...curve(20, (step) => 0.69 - 0.02 * step), ...curve(5000, () => 0.264)]),
    ).toBeNull();
  });

  it('on a short spike', () => {
    const spike = [...curve(50, () => 0.2), ...curve(3, () => 3), ...curve(500, () => 0.2)];
    expect(alarmAt(spike)).toBeNull();
  });

  it('on a high loss that keeps falling', () => {
    expect(alarmAt(curve(400, (step) => 0.6 + 4 * Math.exp(-step / 100)))).toBeNull();
  });
});

it('is suspicious of the first high loss, long before the alarm', () => {
  const watch = new DivergenceWatch(MEAN_IMAGE_LOSS);
  for (let step = 0; step < 20; step++) watch.observe(0.2);
  expect(watch.healthy).toBe(true);
  expect(watch.observe(2)).toBe(false);
  expect(watch.healthy).toBe(false);
});
