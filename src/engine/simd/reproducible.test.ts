import { describe, expect, it } from 'vitest';
import { type DigestKind, digestOfRun, digests } from '../contract/digest.ts';
import { createSimdEngine } from './simd-engine.ts';

const kinds = Object.keys(digests) as DigestKind[];
const engine = await createSimdEngine({ reproducible: true });

describe.each(kinds)('a reproducible run, %s,', (kind) => {
  it('comes to the bits that it came to on another machine', async () => {
    expect(await digestOfRun(engine, kind)).toBe(digests[kind]);
  });

  it('comes to the same bits from checkpoint to checkpoint', async () => {
    expect(await digestOfRun(engine, kind, 5)).toBe(digests[kind]);
  });
});

it('says so', () => {
  expect(engine.device).toBe('WebAssembly SIMD, one thread: bit for bit reproducible');
});
