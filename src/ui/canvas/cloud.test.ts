import { expect, test } from 'vitest';
import { reachOf } from './cloud.ts';

test('the prior’s three deviations always have room, and bars beyond it too', () => {
  expect(reachOf(Float32Array.of(0.5), Float32Array.of(1))).toBe(3);
  expect(reachOf(Float32Array.of(-4), Float32Array.of(1))).toBe(5);
  expect(reachOf(Float32Array.of(-4), null)).toBe(4);
});
