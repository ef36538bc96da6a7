import { expect, it } from 'vitest';
import { shareVotedRight } from './votes.ts';

it('counts the digits that their five nearest others vote right', () => {
  // Six of one digit close together; one of them lies by mistake among six of another.
  const codes = [...[0, 1, 2, 3, 4, 5], ...[100, 101, 102, 103, 104, 105], 102.5];
  const labels = [...new Array<number>(6).fill(3), ...new Array<number>(6).fill(8), 3];
  expect(shareVotedRight(Float32Array.from(codes), Uint8Array.from(labels))).toBeCloseTo(12 / 13);
});

it('measures distance over all units of a code', () => {
  const codes = [0, 0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 9, 0, 9, 1, 9, 2, 9, 3, 9, 4, 9, 5];
  const labels = [...new Array<number>(6).fill(1), ...new Array<number>(6).fill(7)];
  expect(shareVotedRight(Float32Array.from(codes), Uint8Array.from(labels))).toBe(1);
});
