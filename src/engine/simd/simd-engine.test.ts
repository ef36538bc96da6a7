import { describe, expect, it, vi } from 'vitest';
import { optimizers } from '../../spec/optimizers.ts';
import type { Layer, Network, Padding } from '../../spec/spec.ts';
import { expectClose } from '../contract/compare.ts';
import {
  presetSpecimens,
  type Specimen,
  specimenChance,
  specimenImages,
  specimenState,
  specimens,
} from '../contract/specimen.ts';
import type { Engine } from '../engine.ts';
import { lower } from '../lowering/lower.ts';
import { ReferenceEngine } from '../reference/reference-engine.ts';
import { createSimdEngine } from './simd-engine.ts';

const simd = await createSimdEngine();
const reference = new ReferenceEngine();
const images = specimenImages(16);

async function load(specimen: Specimen, ...engines: readonly Engine[]): Promise<void> {
  const program = lower(specimen);
  const state = specimenState(program, specimen);
  for (const engine of engines) await engine.load(program, state, images);
}

function batches(steps: number, batchSize: number) {
  const indices = Uint32Array.from({ length: steps * batchSize }, (_, i) => (5 * i) % 16);
  return { indices, batchSize, inputs: null };
}

const sgd = (network: Network): Specimen => ({
  name: 'sgd',
  network,
  training: { loss: 'meanSquaredError', optimizer: 'sgd' },
});

const dense = (units: number): Layer => ({ kind: 'dense', units, activation: 'tanh' });

/** After one step from rest, the velocity is −learning rate × gradient. */
async function compareGradients(specimen: Specimen, batchSize: number): Promise<void> {
  await load(specimen, simd, reference);
  for (const engine of [simd, reference]) await engine.train(batches(1, batchSize), 1);
  const { parameters } = lower(specimen);
  const [actual, expected] = [await simd.state(), await reference.state()];
  for (const { name, offset, size } of parameters) {
    const part = ({ slots }: typeof actual) => slots.subarray(offset, offset + size);
    expectClose(name, part(actual), part(expected), 1e-5);
  }
}

describe('gradients are the reference’s', () => {
  const widths = [
    [1, 3],
    [5, 9],
    [7, 31],
    [33, 17],
    [66, 8],
  ] as const;
  const sizes = widths.flatMap(([a, b]) => [1, 3, 34].map((batch) => ({ a, b, batch })));
  it.each([...sizes, { a: 5, b: 10, batch: 259 }])(
    'dense, 784-$a-$b-784, batches of $batch',
    ({ a, b, batch }) =>
      compareGradients(
        sgd({
          input: 'vector',
          encoder: [dense(a), dense(b)],
          decoder: [dense(784)],
          initializer: 'glorot',
          tied: false,
        }),
        batch,
      ),
  );

  const windows = [1, 2, 3, 4, 5].flatMap((kernel) =>
    [1, 2, 3].flatMap((stride) =>
      (['same', 'valid'] as const).map((padding) => ({ kernel, stride, padding })),
    ),
  );
  it.each(windows)('conv2d $kernel×$kernel, stride $stride, $padding', (window) =>
    compareGradients(between('conv2d', window), 3),
  );
  it.each(windows.filter(({ kernel, stride }) => kernel >= stride))(
    'conv2dTranspose $kernel×$kernel, stride $stride, $padding',
    (window) => compareGradients(between('conv2dTranspose', window), 3),
  );

  const columns = (['conv2d', 'conv2dTranspose'] as const).flatMap((kind) =>
    [2, 4, 12].flatMap((channels) => [1, 2].map((stride) => ({ kind, channels, stride }))),
  );
  it.each(columns)('$kind to one channel from $channels, stride $stride', (row) => {
    const window = { kernel: 3, stride: row.stride, padding: 'same' as const };
    return compareGradients(between(row.kind, window, row.channels, 1), 3);
  });

  const poolings = [2, 3].flatMap((size) => [3, 4, 8].map((channels) => ({ size, channels })));
  it.each(poolings)('pooling and upsampling by $size, $channels channels', ({ size, channels }) => {
    const convolution: Layer = {
      kind: 'conv2d',
      filters: channels,
      kernel: 2,
      stride: 2,
      padding: 'same',
      activation: 'tanh',
    };
    const network: Network = {
      input: 'picture',
      encoder: [convolution, { kind: 'maxPool2d', size }, { kind: 'upsample2d', size }],
      decoder: [{ kind: 'flatten' }, dense(784)],
      initializer: 'glorot',
      tied: false,
    };
    return compareGradients(sgd(network), 3);
  });
});

/** A convolution of 7×7 pixels, with something to learn before and behind it. */
function between(
  kind: 'conv2d' | 'conv2dTranspose',
  window: { kernel: number; stride: number; padding: Padding },
  channels = 2,
  filters = 11,
): Specimen {
  const first: Layer = {
    kind: 'conv2d',
    filters: channels,
    kernel: 4,
    stride: 4,
    padding: 'valid',
    activation: 'tanh',
  };
  const middle: Layer = { kind, filters, ...window, activation: 'tanh' };
  return sgd({
    input: 'picture',
    encoder: [first, middle],
    decoder: [{ kind: 'flatten' }, dense(784)],
    initializer: 'glorot',
    tied: false,
  });
}

describe('losses stay the reference’s for 50 steps', () => {
  it.each(presetSpecimens)('$name', { timeout: 60_000 }, async (specimen) => {
    const losses: ArrayLike<number>[] = [];
    await load(specimen, simd, reference);
    const chance = specimenChance(lower(specimen), specimen, 100);
    const { learningRate } = optimizers[specimen.training.optimizer];
    for (const engine of [simd, reference]) {
      losses.push(await engine.train({ ...batches(50, 2), ...chance }, learningRate));
    }
    const [actual, expected] = losses as [Float32Array, Float32Array];
    for (const [step, loss] of expected.entries()) {
      expectClose(`loss of step ${step}`, [actual[step] as number], [loss], 1e-4);
    }
  });
});

it('says so when values are not numbers any more', async () => {
  const specimen = specimens.find(({ name }) => name === 'adam') as Specimen;
  const program = lower(specimen);
  const state = specimenState(program, specimen);
  state.parameters.fill(Number.NaN);
  await simd.load(program, state, images);
  expect((await simd.train(batches(1, 4), 0.001))[0]).toBeNaN();
  expect(await simd.evaluate(images, null)).toBeNaN();
  simd.unload();
});

it('takes images that arrive after it was loaded', async () => {
  const specimen = specimens[0] as Specimen;
  const program = lower(specimen);
  const late = new Uint8Array(images.length);
  await simd.load(program, specimenState(program, specimen), late);
  late.set(images);
  const [loss] = await simd.train(batches(1, 4), 0.001);
  await load(specimen, simd);
  expect((await simd.train(batches(1, 4), 0.001))[0]).toBe(loss);
});

const divided = ['every layer', 'contraction', 'tied weights that decay', 'dropout', 'variational'];
it.each(divided)('comes to the same in parts: %s', async (kind) => {
  const specimen = specimens.find(({ name }) => name === kind) as Specimen;
  await load(specimen, simd, reference);
  const batch = { ...batches(1, 300), ...specimenChance(lower(specimen), specimen, 300) };
  const [actual, expected] = [simd, reference].map((engine) => engine.train(batch, 0.01));
  expectClose('loss', (await actual) ?? [], (await expected) ?? [], 1e-6);
  const [after, wanted] = [await simd.state(), await reference.state()];
  expectClose('slots', after.slots, wanted.slots, 1e-5);
});

it('takes no more memory in 10,000 steps', async () => {
  const specimen = specimens.find(({ name }) => name === 'adam') as Specimen;
  const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow');
  await load(specimen, simd);
  const round = async (steps: number) => {
    await simd.train(batches(steps, 2), 0.001);
    await simd.evaluate(images, null);
    await simd.activations(new Float32Array(784), null);
    await simd.state();
  };
  await round(1);
  expect(grow).toHaveBeenCalled();
  grow.mockClear();
  for (let call = 0; call < 100; call++) await round(100);
  expect(grow).not.toHaveBeenCalled();
  grow.mockRestore();
});

it('refuses a network that takes too much memory', async () => {
  const specimen = specimens[0] as Specimen;
  const program = lower(specimen);
  const parameterCount = 1e8;
  // Of zeros that nobody reads, which take no room before they are.
  const parameters = new Float32Array(parameterCount);
  const slots = new Float32Array(parameterCount * program.slotCount);
  const loading = simd.load({ ...program, parameterCount }, { parameters, slots, step: 0 }, images);
  await expect(loading).rejects.toThrow('needs 1526 MB of memory');
});

it('refuses to work before something is loaded', async () => {
  simd.unload();
  await expect(simd.state()).rejects.toThrow('load one first');
});
