import { expect, it } from 'vitest';
import { summarize } from '../src/spec/network.ts';
import { fullRuns } from './quality.ts';

it('trains networks that give back pictures', () => {
  for (const { label, spec } of fullRuns) {
    expect(summarize(spec.network).problems, label).toEqual([]);
    expect(spec.training, label).toMatchObject({ images: 60_000, validation: 'test' });
  }
});
