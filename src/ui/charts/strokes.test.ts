import { expect, test } from 'vitest';
import { penaltyKinds } from '../../spec/penalties.ts';
import { penaltyStroke, strokes } from './strokes.ts';

test('no two lines are dashed alike, so that they differ without colour', () => {
  const all = [...Object.values(strokes), ...penaltyKinds.map(penaltyStroke)];
  expect(new Set(all.map(({ dash }) => dash)).size).toBe(all.length);
});
