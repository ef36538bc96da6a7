import { expect, it } from 'vitest';
import { changedLines } from './changed-lines.ts';

const changed = (before: string[], after: string[]) => [
  ...changedLines(before.join('\n'), after.join('\n')),
];

it('finds lines that were changed, added and moved, and none where nothing was', () => {
  expect(changed(['a', 'b', 'c'], ['a', 'b', 'c'])).toEqual([]);
  expect(changed(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual([1]);
  expect(changed(['a', 'c'], ['a', 'b', 'c', 'd'])).toEqual([1, 3]);
  expect(changed(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual([0]);
  expect(changed(['a', 'b', 'c'], ['a'])).toEqual([]);
});
