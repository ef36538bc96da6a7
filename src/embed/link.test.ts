import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { layers } from '../spec/layers.ts';
import { type PresetKind, presetSpec, presets } from '../spec/presets.ts';
import type { Layer, Spec } from '../spec/spec.ts';
import { MAX_LINK, type Shared, writeLink } from './link.ts';
import corpus from './links.json' with { type: 'json' };
import { readLink } from './read-link.ts';

const shared = (kind: PresetKind): Shared => ({ spec: presetSpec(kind, 7), view: 'map' });
const kinds = Object.keys(presets) as PresetKind[];

it.each(kinds)('brings the preset %s back', async (kind) => {
  const hash = (await writeLink(shared(kind))) ?? '';
  expect(hash.length).toBeLessThan(1000);
  expect(await readLink(hash)).toEqual({ shared: shared(kind), problem: null });
});

it('is the same where the browser has no streams that pack', async () => {
  const expected = await readLink((await writeLink(shared('deep'))) ?? '');
  const withStreams = (await writeLink(shared('deep'))) ?? '';
  vi.stubGlobal('CompressionStream', undefined);
  vi.stubGlobal('DecompressionStream', undefined);
  const hash = (await writeLink(shared('deep'))) ?? '';
  expect(await readLink(hash)).toEqual(expected);
  expect(await readLink(withStreams)).toEqual(expected);
  expect((await readLink(withStreams.slice(0, 80))).problem).toContain('cut off');
  vi.unstubAllGlobals();
  expect(await readLink(hash)).toEqual(expected);
});

it('of the longest network is not too long', async () => {
  const stack = (first: number): Layer[] =>
    Array.from({ length: 24 }, (_, i) => ({
      ...layers.conv2d.initial,
      filters: 1 + ((first * 37 + i * 53) % 128),
      kernel: 1 + ((first + i * 7) % 11),
      activation: (['relu', 'tanh', 'elu', 'leakyRelu'] as const)[i % 4] ?? 'relu',
    }));
  const { spec } = shared('convolutional');
  const network = { ...spec.network, encoder: stack(1), decoder: stack(2) };
  expect((await writeLink({ spec: { ...spec, network }, view: 'map' }))?.length).toBeLessThan(
    MAX_LINK,
  );
});

it.each(corpus)('of an earlier day opens for ever: $name', async ({ hash, network, loss }) => {
  const { shared: found, problem } = await readLink(hash);
  expect(problem).toBeNull();
  expect(found?.spec.network.encoder.map(({ kind }) => kind)).toEqual(network);
  expect(found?.spec.training.loss).toBe(loss);
});

describe('what is no link of ours', () => {
  const problemOf = async (hash: string) => {
    const { shared: found, problem } = await readLink(hash);
    expect(found).toBeNull();
    return problem;
  };

  it('is named, and the usual experiment stays', async () => {
    const hash = (await writeLink(shared('deep'))) ?? '';
    expect(await problemOf('#section-2')).toContain('none of ours');
    expect(await problemOf(hash.replace('#1.', '#2.'))).toContain('newer version');
    expect(await problemOf(hash.slice(0, 80))).toContain('cut off');
    expect(await problemOf(`#1.${'A'.repeat(5000)}`)).toContain('longer than');
    expect(await problemOf('#1.****')).toContain('damaged');
  });

  const pack = async (value: unknown) =>
    (await writeLink({ spec: value as Spec, view: 'network' })) ?? '';

  it('is refused for the number or key that is wrong', async () => {
    const { spec } = shared('vanilla');
    const huge = { ...spec, training: { ...spec.training, batchSize: 1e12 } };
    expect(await problemOf(await pack(huge))).toContain('Batch size must be');
    expect(await problemOf(await pack({ ...spec, surprise: 1 }))).toContain('surprise');
    expect(await problemOf(await pack({ ...spec, version: 2 }))).toContain('version');
  });

  it('does not unpack what grows without end', async () => {
    expect(await problemOf(await pack('0'.repeat(1_000_000)))).toContain('damaged');
  });

  it('ignores an unknown view alone', async () => {
    const { spec } = shared('vanilla');
    const hash = (await writeLink({ spec, view: 'nowhere' as never })) ?? '';
    const reading = await readLink(hash);
    expect(reading.shared).toEqual({ spec, view: 'network' });
    expect(reading.problem).toContain('its view');
  });

  it('never throws, and never gives an experiment that is not valid', async () => {
    const hash = (await writeLink(shared('convolutional'))) ?? '';
    const mutated = fc
      .tuple(fc.nat(hash.length - 1), fc.string({ maxLength: 4 }), fc.nat(3))
      .map(([at, text, cut]) => hash.slice(0, at) + text + hash.slice(at + cut));
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutated, fc.string(), fc.base64String()), async (text) => {
        const { shared: found } = await readLink(`#${text.replace(/^#/, '')}`);
        if (found) expect((await readLink((await writeLink(found)) ?? '')).shared).toEqual(found);
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);
});
