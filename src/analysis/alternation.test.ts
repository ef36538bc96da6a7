import { describe, expect, it } from 'vitest';
import { alternationOf } from './alternation.ts';

const SIDE = 12;

/** The amplitudes' range for a picture given by its values at column x and row y. */
function range(valueAt: (x: number, y: number) => number): [low: number, high: number] {
  const picture = Float32Array.from({ length: SIDE * SIDE }, (_, i) =>
    valueAt(i % SIDE, Math.floor(i / SIDE)),
  );
  const amplitudes = alternationOf(picture, SIDE);
  return [Math.min(...amplitudes), Math.max(...amplitudes)];
}

const near = (value: number) => expect.closeTo(value, 5);

describe('alternation', () => {
  it('is the amplitude of a checkerboard, of columns, of rows, whatever lies under it', () => {
    const sign = (n: number) => (n % 2 === 0 ? 0.1 : -0.1);
    expect(range((x, y) => 0.5 + sign(x + y))).toEqual([near(0.1), near(0.1)]);
    expect(range((x) => 0.3 + sign(x))).toEqual([near(0.1), near(0.1)]);
    expect(range((_, y) => 0.3 + sign(y))).toEqual([near(0.1), near(0.1)]);
  });

  it('is none of an even area, and little at the edge of one', () => {
    expect(range(() => 0.7)).toEqual([near(0), near(0)]);
    expect(range((x) => (x < 6 ? 0 : 1))[1]).toBeLessThan(0.2);
  });
});
