import { expect, it } from 'vitest';
import type { BackendKind } from '../spec/backends.ts';
import { createEngine, probeBackends, rankBackends } from './choose.ts';
import { type Specimen, specimenImages, specimenState, specimens } from './contract/specimen.ts';
import { lower } from './lowering/lower.ts';

/* In Node, of the browser's backends only WebAssembly and the CPU are there. */

it('says what is there, and why the rest is not', async () => {
  const statuses = await probeBackends();
  expect(statuses.map(({ kind, available }) => [kind, available])).toEqual([
    ['simd', true],
    ['webgpu', false],
    ['webgl', false],
    ['cpu', true],
  ]);
  for (const { detail } of statuses) expect(detail).toMatch(/\w+ \w+/);
});

it('measures what is there, and leaves the rest as it was', async () => {
  const specimen = specimens[0] as Specimen;
  const program = lower(specimen);
  const measured: BackendKind[] = [];
  const statuses = await rankBackends(
    await probeBackends(),
    program,
    specimenState(program, specimen),
    specimenImages(64),
    (kind) => measured.push(kind),
  );
  expect(measured).toEqual(['simd', 'cpu']);
  for (const { kind, imagesPerSecond } of statuses) {
    if (kind === 'cpu' || kind === 'simd') expect(imagesPerSecond).toBeGreaterThan(0);
    else expect(imagesPerSecond).toBeNull();
  }
});

it('rejects with a sentence where an engine cannot start', async () => {
  await expect(createEngine('webgl')).rejects.toThrow('This browser has no WebGL');
});
