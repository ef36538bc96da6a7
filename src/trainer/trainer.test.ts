import { expect, it, vi } from 'vitest';
import { SPLIT_SIZES } from '../data/packs.ts';
import { PictureSet } from '../data/picture-set.ts';
import { createEngine } from '../engine/choose.ts';
import { type Batches, TrainingStoppedError, type TrainingWatch } from '../engine/engine.ts';
import { ReferenceEngine } from '../engine/reference/reference-engine.ts';
import { Heart } from '../protocol/heart.ts';
import type { TrainerEvent } from '../protocol/trainer.ts';
import { presetSpec } from '../spec/presets.ts';
import { Trainer } from './trainer.ts';

/** How many images were wanted, each time that this was said. */
const { wanted } = vi.hoisted(() => ({ wanted: [] as number[] }));

vi.mock('../data/mnist.ts', () => ({
  loadMnist: ({ images }: { images: number }) => {
    wanted.push(images);
    const train = new PictureSet(SPLIT_SIZES.train);
    train.markArrived(0, train.count);
    return {
      dataset: { train, test: new PictureSet(SPLIT_SIZES.test) },
      ready: Promise.resolve(),
      want: (images: number) => wanted.push(images),
      retry: () => {},
    };
  },
}));
vi.mock('../engine/choose.ts', { spy: true });

it('builds the newest of the networks that wait, and lets timers have their turn between commands', async () => {
  const events: (TrainerEvent | { type: 'timer' })[] = [];
  const trainer = new Trainer((event) => events.push(event), new Heart(() => {}));
  void trainer.live();
  const spec = presetSpec('vanilla');
  trainer.receive({ type: 'open', baseUrl: 'https://example.org/', savesData: false });
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

/** An engine that gets no further than 512 images into a batch, until it is stopped. */
class SlowEngine extends ReferenceEngine {
  override train(_batches: Batches, _rate: number, watch?: TrainingWatch): Promise<never> {
    watch?.onImages(512);
    return new Promise((_, reject) => {
      watch?.signal.addEventListener('abort', () => reject(new TrainingStoppedError('stopped')));
    });
  }
}

it('says how far a batch is that takes long, and ends it for a pause', async () => {
  vi.mocked(createEngine).mockResolvedValue(new SlowEngine());
  const events: TrainerEvent[] = [];
  const trainer = new Trainer((event) => events.push(event), new Heart(() => {}));
  void trainer.live();
  const vanilla = presetSpec('vanilla');
  const spec = { ...vanilla, training: { ...vanilla.training, batchSize: 4096 } };
  trainer.receive({ type: 'open', baseUrl: 'https://example.org/', savesData: false });
  trainer.receive({ type: 'build', spec, backend: 'cpu', checkpoint: null, run: 1 });
  const last = <Type extends TrainerEvent['type']>(type: Type) =>
    events.findLast((event) => event.type === type) as Extract<TrainerEvent, { type: Type }>;

  for (const turn of [1, 2]) {
    trainer.receive({ type: 'train', run: 1, turn, until: 'stopped' });
    const told = { type: 'batch', run: 1, batch: { done: 512, size: 4096, seconds: 1 } };
    await vi.waitFor(() => expect(last('batch')).toEqual(told), { timeout: 20_000 });
    trainer.receive({ type: 'pause', run: 1 });
    await vi.waitFor(() => expect(last('paused')).toMatchObject({ turn, reason: 'asked' }));
    expect(last('progress').progress.step).toBe(0);
    expect(last('fault')).toBeUndefined();
    events.length = 0;
  }
});

it('loads the images of a student who saves data when training is asked for', async () => {
  vi.mocked(createEngine).mockResolvedValue(new SlowEngine());
  wanted.length = 0;
  const trainer = new Trainer(() => {}, new Heart(() => {}));
  void trainer.live();
  const { network, training, ...rest } = presetSpec('vanilla');
  const spec = { ...rest, network, training: { ...training, images: 10_000 } } as const;
  trainer.receive({ type: 'open', baseUrl: 'https://example.org/', savesData: true });
  trainer.receive({ type: 'build', spec, backend: 'cpu', checkpoint: null, run: 1 });
  trainer.receive({ type: 'adjust', run: 1, training: { ...spec.training, batchSize: 64 } });
  await vi.waitFor(() => expect(wanted).toHaveLength(3));
  expect(wanted).toEqual([0, 0, 0]);
  trainer.receive({ type: 'train', run: 1, turn: 1, until: 'stopped' });
  await vi.waitFor(() => expect(wanted.at(-1)).toBe(10_000));
});
