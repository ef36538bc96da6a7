import { expect, it } from 'vitest';
import { createRandom } from '../data/random.ts';
import { alignment, turnPairs } from './align.ts';

const random = createRandom(3, 'align');
const points = Float32Array.from({ length: 300 }, (_, i) => (i % 2 ? 1 : 3) * random.normal());

for (const isMirrored of [false, true]) {
  it(`undoes a turn${isMirrored ? ' with a reflection' : ''}`, () => {
    const angle = 2;
    const moved = Float32Array.from(points);
    turnPairs(moved, {
      xx: Math.cos(angle),
      xy: -Math.sin(angle),
      yx: Math.sin(angle) * (isMirrored ? -1 : 1),
      yy: Math.cos(angle) * (isMirrored ? -1 : 1),
    });
    turnPairs(moved, alignment(points, moved));
    for (const [i, value] of points.entries()) expect(moved[i]).toBeCloseTo(value, 4);
  });
}

it('leaves points alone that are all one', () => {
  const one = new Float32Array(10).fill(2);
  expect(alignment(points.subarray(0, 10), one)).toEqual({ xx: 1, xy: 0, yx: 0, yy: 1 });
});
