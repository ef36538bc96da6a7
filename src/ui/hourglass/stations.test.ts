import { expect, test } from 'vitest';
import { summarize } from '../../spec/network.ts';
import { presets } from '../../spec/presets.ts';
import { initialCorruption } from '../../spec/tasks.ts';
import { stationsOf } from './stations.ts';

const summary = summarize(presets.vanilla.network);

test('a picture that goes in as it is stands at the hourglass’s beginning', () => {
  const [original, code, reconstruction] = stationsOf(summary);
  expect(original).toMatchObject({ role: 'original', beside: false });
  expect(code?.role).toBe('code');
  expect(reconstruction?.title).toBe('Reconstruction');
});

test('a corrupted one begins it, with the original beside', () => {
  const [original, input, , output] = stationsOf(summary, initialCorruption('gaussian'));
  expect(original).toMatchObject({ role: 'original', beside: true });
  expect(input).toMatchObject({ role: 'input', beside: false, title: 'Input' });
  expect(output).toMatchObject({ role: 'reconstruction', title: 'Output' });
});

test('the difference says when it is one to the mask', () => {
  const captionFor = (kind: 'gaussian' | 'clutter') =>
    stationsOf(summary, initialCorruption(kind)).at(-1)?.caption;
  expect(captionFor('gaussian')).toBe('28×28');
  expect(captionFor('clutter')).toBe('to the mask');
});
