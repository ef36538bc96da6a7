import { type Dataset, PictureSet } from '../data/picture-set.ts';
import { type Engines, engines as ourEngines } from '../engine/choose.ts';
import type { Engine } from '../engine/engine.ts';
import type { Heart } from '../protocol/heart.ts';
import type { ProberCommand, ProberEvent } from '../protocol/prober.ts';
import { DIGIT_SIZE } from '../spec/shape.ts';
import { Run } from './run.ts';

/** Milliseconds that the steps that count may take, and how many they are at most. */
const BUDGET = 700;
const MOST_STEPS = 50;
const TRAINING_IMAGES = 60_000;
const TEST_IMAGES = 10_000;

/**
 * Finds out what this machine has and how fast that trains, in a worker of its own: compiling shaders
 * blocks a thread for seconds, and neither the run nor the pictures are to wait for it.
 */
export class Prober {
  private readonly post: (event: ProberEvent) => void;
  private readonly heart: Heart;
  private readonly engines: Pick<Engines, 'probe' | 'create'>;

  constructor(
    post: (event: ProberEvent) => void,
    heart: Heart,
    engines: Pick<Engines, 'probe' | 'create'> = ourEngines,
  ) {
    this.post = post;
    this.heart = heart;
    this.engines = engines;
  }

  async obey(command: ProberCommand): Promise<void> {
    if (command.type === 'look') {
      this.post({ type: 'backends', statuses: await this.engines.probe() });
    } else {
      await this.measureAll(command);
    }
  }

  private async measureAll(command: Extract<ProberCommand, { type: 'measure' }>): Promise<void> {
    const dataset = datasetOf(command.pixels, command.labels);
    for (const backend of command.backends) {
      this.post({ type: 'measuring', backend });
      const measuring = this.heart.patiently(async () => {
        const engine = await this.engines.create(backend);
        return speedOf(engine, new Run(0, command.spec, null, dataset), dataset.train.pixels);
      });
      // What can't train is not faster; whoever chooses it by hand is told the reason.
      const imagesPerSecond = await measuring.catch(() => 0);
      this.post({ type: 'measured', backend, imagesPerSecond });
    }
    this.post({ type: 'done' });
  }
}

/** Training images per second of a run's own batches, as the trainer counts them, after a warm-up. */
async function speedOf(engine: Engine, run: Run, images: Uint8Array): Promise<number> {
  const { learningRate } = run.training;
  const train = async (steps: number) => {
    const start = performance.now();
    const batches = run.nextBatches(steps);
    await engine.train(batches, learningRate);
    return { milliseconds: performance.now() - start, images: batches.indices.length };
  };
  await engine.load(run.program, run.state, images);
  try {
    await train(1); // shaders are compiled, memory is taken
    let round = await train(1);
    const steps = Math.min(MOST_STEPS, Math.ceil(BUDGET / round.milliseconds));
    if (steps > 1) round = await train(steps);
    return (1000 * round.images) / round.milliseconds;
  } finally {
    engine.unload();
  }
}

/** A data set of which these images alone have arrived, as training images. */
function datasetOf(pixels: Uint8Array, labels: Uint8Array): Dataset {
  const train = new PictureSet(TRAINING_IMAGES);
  train.pixels.set(pixels);
  train.labels.set(labels);
  train.markArrived(0, pixels.length / DIGIT_SIZE);
  return { train, test: new PictureSet(TEST_IMAGES) };
}
