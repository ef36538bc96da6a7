import { expect, it, vi } from 'vitest';
import { SPLIT_SIZES } from '../data/packs.ts';
import { PictureSet } from '../data/picture-set.ts';
import { Heart } from '../protocol/heart.ts';
import type { TrainerEvent } from '../protocol/trainer.ts';
import { presetSpec } from '../spec/presets.ts';
import { Trainer } from './trainer.ts';

vi.mock('../data/mnist.ts', () => ({
  loadMnist: () => ({
    dataset: { train: new PictureSet(SPLIT_SIZES.train), test: new PictureSet(SPLIT_SIZES.test) },
    ready: Promise.resolve(),
    want: () => {},
    retry: () => {},
  }),
}));

it('builds the newest of the networks that wait, and lets timers have their turn between commands', async () => {
  const events: (TrainerEvent | { type: 'timer' })[] = [];
  const trainer = new Trainer((event) => events.push(event), new Heart(() => {}));
  void trainer.live();
  const spec = presetSpec('vanilla');
  trainer.receive({ type: 'open', baseUrl: 'https://example.org/' });
  for (let run = 1; run <= 20; run++) {
    trainer.receive({ type: 'build', spec, backend: 'cpu', checkpoint: null, run });
  }
  for (let again = 0; again < 50; again++) {
    trainer.receive({ type: 'adjust', run: 20, training: spec.training });
  }
  const timer = setInterval(() => events.push({ type: 'timer' }));
  const adjusted = () => events.filter(({ type }) => type === 'progress');
  await vi.waitFor(() => expect(adjusted()).toHaveLength(50), { timeout: 60_000 });
  clearInterval(timer);
  const built = events.filter((event) => event.type === 'built');
  expect(built.map(({ run }) => run)).toEqual([20]);
  const firstTimer = events.findIndex(({ type }) => type === 'timer');
  expect(firstTimer).toBeGreaterThan(-1);
  expect(firstTimer).toBeLessThan(events.findLastIndex(({ type }) => type === 'progress'));
});
