import { expect, it } from 'vitest';
import type { Figures, Row } from './figures.ts';
import { report } from './report.ts';

const row = (engine: Row['engine'], threads: number, imagesPerSecond: number): Row => ({
  network: 'Vanilla 32',
  engine,
  threads,
  peer: engine.startsWith('peer'),
  imagesPerSecond,
  gflops: imagesPerSecond / 4000,
  shareOfPeak: imagesPerSecond / 200_000,
});

const figures: Figures = {
  machine: 'a machine',
  peakGflops: 50,
  cores: { count: 2, timesOne: 1.9 },
  rows: [row('peer-jax-wasm', 1, 20_000), row('peer-jax-wasm', 2, 25_000), row('simd', 1, 100_000)],
  failures: [
    { network: 'Convolutional', engine: 'peer-tfjs-wasm', threads: 1, reason: 'no kernel' },
  ],
  pictures: [],
  inPage: { threads: 1, imagesPerSecond: 90_000, ratio: 0.9 },
};

it('has a column for each engine and number of threads, ours first', () => {
  expect(report(figures)).toContain(
    [
      '| Network    |    simd | peer-jax-wasm | peer-jax-wasm ×2 |',
      '| ---------- | ------: | ------------: | ---------------: |',
      '| Vanilla 32 | 100,000 |        20,000 |           25,000 |',
    ].join('\n'),
  );
});

it('tells what all cores reach at once, where there are more than one', () => {
  expect(report(figures)).toContain('registers: 50.0 GFLOP/s; all 2 at once: 1.90 times that');
  expect(report({ ...figures, cores: { count: 1, timesOne: 1 } })).not.toContain('at once');
});

it('compares with a peer at its best', () => {
  expect(report(figures)).toMatch(/\| Vanilla 32, simd \| +4\.00 \|/);
});

it('names what failed and why, in one line', () => {
  expect(report(figures)).toContain('- peer-tfjs-wasm, Convolutional: no kernel');
});
