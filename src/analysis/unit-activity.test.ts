import { expect, it } from 'vitest';
import { createRandom } from '../data/random.ts';
import { ActivityTally, BEST } from './unit-activity.ts';

it('keeps the pictures that excite a unit most, as sorting all of them would', () => {
  const random = createRandom(1, 'outputs');
  const pictures = Array.from({ length: 50 }, () =>
    Float32Array.from({ length: 3 }, () => random.normal()),
  );
  const tally = new ActivityTally(3);
  for (const [number, outputs] of pictures.entries()) tally.add(number, outputs);
  for (const unit of [0, 1, 2]) {
    const outputOf = (number: number) => pictures[number]?.[unit] ?? 0;
    const sorted = pictures.map((_, number) => number).sort((a, b) => outputOf(b) - outputOf(a));
    const best = tally.activity.best.subarray(unit * BEST, (unit + 1) * BEST);
    expect([...best]).toEqual(sorted.slice(0, BEST));
    expect(tally.activity.most[unit]).toBe(
      Math.max(...pictures.map((_, number) => Math.abs(outputOf(number)))),
    );
  }
});

it('takes the largest place of a feature map, and names a unit that is never on', () => {
  const tally = new ActivityTally(2);
  // Two places of two maps, channels last.
  tally.add(0, Float32Array.of(0, 0, 0.5, 0));
  tally.add(1, Float32Array.of(0.75, 0, 0, 0));
  expect([...tally.activity.most]).toEqual([0.75, 0]);
  expect([...tally.activity.best.subarray(0, 2)]).toEqual([1, 0]);
});
