import { expect, test } from 'vitest';
import { summarize } from '../../spec/network.ts';
import { type PresetKind, presets } from '../../spec/presets.ts';
import { layOut } from './layout.ts';
import { silhouettePath } from './silhouette.ts';
import { stationsOf } from './stations.ts';

const kinds = Object.keys(presets) as PresetKind[];
const stationsOfPreset = (kind: PresetKind) => stationsOf(summarize(presets[kind].network));

test.each(kinds)('%s goes from the original over one code to the difference', (kind) => {
  const roles = stationsOfPreset(kind).map(({ role }) => role);
  expect(roles[0]).toBe('original');
  expect(roles.filter((role) => role === 'code')).toHaveLength(1);
  expect(roles.slice(-2)).toEqual(['reconstruction', 'difference']);
});

test.each(kinds)('%s fits the middle of a desktop without overlap', (kind) => {
  const { places, along } = layOut(stationsOfPreset(kind), 776, 352);
  expect(along).toBeCloseTo(776);
  for (const [index, place] of places.entries()) {
    const before = places[index - 1];
    if (before) expect(place.start).toBeGreaterThan(before.start + before.length);
    expect(place.across).toBeLessThanOrEqual(352);
    expect(place.height).toBeLessThanOrEqual(place.across);
  }
});

test('a dense network is narrowest at its code', () => {
  const stations = stationsOfPreset('deep');
  const { places } = layOut(stations, 776, 352);
  const narrowest = Math.min(...places.map(({ across }) => across));
  const code = stations.findIndex(({ role }) => role === 'code');
  expect(places[code]?.across).toBe(narrowest);
});

test('pictures take whole CSS pixels for each of theirs', () => {
  for (const kind of kinds) {
    const { places } = layOut(stationsOfPreset(kind), 776, 352);
    expect((places[0]?.length ?? 1) % 28).toBe(0);
  }
});

test('where there is less room than the layers need, the way grows', () => {
  expect(layOut(stationsOfPreset('deep'), 200, 200).along).toBeGreaterThan(200);
});

test('the outline is closed and swaps its axes for narrow screens', () => {
  const { places } = layOut(stationsOfPreset('vanilla'), 776, 352);
  const path = silhouettePath(places.slice(0, -1), 352, false);
  expect(path).toMatch(/^M[\d.]+ [\d.]+C.*Z$/);
  const [, x, y] = /^M([\d.]+) ([\d.]+)/.exec(path) ?? [];
  const [, b, a] = /^M([\d.]+) ([\d.]+)/.exec(silhouettePath(places.slice(0, -1), 352, true)) ?? [];
  expect([a, b]).toEqual([x, y]);
});
