import { expect, it } from 'vitest';
import { createSideEngine } from '../../engine/side-engine.ts';
import { presetSpec } from '../../spec/presets.ts';
import { evidenceOf } from './specimen.ts';
import { upsampling } from './upsampling.ts';

it('finds stamps side by side in what a young transposed convolution rebuilds', async () => {
  const evidence = { ...(await evidenceOf(presetSpec('vanilla'))), newEngine: createSideEngine };
  const { originals, nearest, convolutional } = await upsampling({ steps: 12 }, evidence);
  expect(originals.digits.length).toBe(10 * 784);
  expect(convolutional.strength).toBeGreaterThan(2 * nearest.strength);
  const again = await upsampling({ steps: 12 }, evidence);
  expect(again.convolutional.digits).toEqual(convolutional.digits);
});
