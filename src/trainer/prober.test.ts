import { expect, it } from 'vitest';
import { ReferenceEngine } from '../engine/reference/reference-engine.ts';
import { Heart } from '../protocol/heart.ts';
import type { ProberEvent } from '../protocol/prober.ts';
import { presetSpec } from '../spec/presets.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import type { Spec } from '../spec/spec.ts';
import { Prober } from './prober.ts';

const small = presetSpec('variational');
// A variational code draws noise with every batch.
const spec: Spec = { ...small, training: { ...small.training, batchSize: 8 } };

it('measures what trains on a run’s own batches, and goes on where one can’t', async () => {
  const events: ProberEvent[] = [];
  const prober = new Prober((event) => events.push(event), new Heart(() => {}), {
    probe: async () => [],
    create: async (kind) => {
      if (kind === 'webgpu') throw new Error('no such adapter');
      return new ReferenceEngine();
    },
  });
  await prober.obey({
    type: 'measure',
    spec,
    pixels: new Uint8Array(20 * DIGIT_SIZE).fill(100),
    labels: Uint8Array.from({ length: 20 }, (_, i) => i % 10),
    backends: ['webgpu', 'webgl'],
  });
  expect(events).toEqual([
    { type: 'measuring', backend: 'webgpu' },
    { type: 'measured', backend: 'webgpu', imagesPerSecond: 0 },
    { type: 'measuring', backend: 'webgl' },
    { type: 'measured', backend: 'webgl', imagesPerSecond: expect.any(Number) },
    { type: 'done' },
  ]);
  const { imagesPerSecond } = events[3] as { imagesPerSecond: number };
  expect(imagesPerSecond).toBeGreaterThan(0);
});
