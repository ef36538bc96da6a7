import { beforeEach, expect, it } from 'vitest';
import { presetSpec } from '../spec/presets.ts';
import { FakeWorker, kept, testImages } from '../store/fake-worker.ts';
import { createPlayground, type PlaygroundStore } from '../store/playground.ts';
import { Embed } from './embed.ts';

let trainer: FakeWorker;
let store: PlaygroundStore;

/** Answers the newest command to build, as a worker would. */
function build(): void {
  trainer.say({ type: 'built', run: trainer.run, ...kept(0) });
}

function open(options: ConstructorParameters<typeof Embed>[1]): Embed {
  const vanilla = presetSpec('vanilla');
  const spec = { ...vanilla, training: { ...vanilla.training, reproducible: true } };
  trainer = new FakeWorker();
  const worker = () => new FakeWorker();
  store = createPlayground(
    'https://example.org/',
    { spec },
    { trainer: () => trainer, viewer: worker, analyst: worker, prober: () => new FakeWorker() },
  );
  return new Embed(store, options);
}

/** Whether it is loaded by now. */
async function isLoaded(embed: Embed): Promise<boolean> {
  const loaded = embed.loaded().then(() => true);
  return Promise.race([loaded, new Promise<false>((resolve) => setImmediate(resolve, false))]);
}

let embed: Embed;
beforeEach(() => {
  embed = open({});
  build();
  trainer.say(testImages());
});

it('keeps a reproducible experiment reproducible, unless its author names a backend', () => {
  expect(store.getState().spec.training.reproducible).toBe(true);
  open({ backend: 'cpu' });
  expect(store.getState().spec.training.reproducible).toBe(false);
});

it('is loaded once the network that was asked for is built', async () => {
  expect(await isLoaded(embed)).toBe(true);
  embed.configure({ preset: 'deep' });
  expect(await isLoaded(embed)).toBe(false);
  build();
  expect(await isLoaded(embed)).toBe(true);
});

it('keeps no request waiting while it sleeps', async () => {
  store.getState().sleep();
  embed.configure({ preset: 'deep' });
  expect(await isLoaded(embed)).toBe(true);
});
