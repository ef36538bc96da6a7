import { optimizers } from '../src/spec/optimizers.ts';
import { presetSpec } from '../src/spec/presets.ts';
import type { Layer, Spec, Training } from '../src/spec/spec.ts';
import type { BenchPage } from './bench-page.ts';
import type { NetworkKind } from './networks.ts';
import { formatTable } from './table.ts';

/** A full run, and what others have published for the same. */
interface FullRun {
  /** Which network of the command line asks for it. */
  network: NetworkKind;
  label: string;
  spec: Spec;
  /** Training and test loss, and after how many epochs. */
  published: string;
}

const convolution = (filters: number, changes: Partial<Extract<Layer, { kind: 'conv2d' }>> = {}) =>
  ({
    kind: 'conv2d',
    filters,
    kernel: 3,
    stride: 1,
    padding: 'same',
    activation: 'relu',
    ...changes,
  }) as const;

const pool = { kind: 'maxPool2d', size: 2 } as const;
const upsample = { kind: 'upsample2d', size: 2 } as const;

/**
 * The Keras tutorial's 16-8-8, whose code is 4×4×8. Our pooling drops what is left at an edge, so that
 * 7 pixels would become 3: a stride does it here.
 */
const keras: Spec['network'] = {
  input: 'picture',
  encoder: [convolution(16), pool, convolution(8), pool, convolution(8, { stride: 2 })],
  decoder: [
    ...[convolution(8), upsample, convolution(8), upsample],
    ...[convolution(16, { padding: 'valid' }), upsample],
    convolution(1, { activation: 'sigmoid' }),
  ],
  initializer: 'glorot',
  tied: false,
};

export const fullRuns: FullRun[] = [
  {
    network: 'vanilla',
    label: 'Vanilla 32, Adam, 50 epochs',
    spec: run('vanilla', { optimizer: 'adam' }),
    published: '0.0926 / 0.0916',
  },
  {
    network: 'multilayer',
    label: '784-128-64-32-mirror, Adam, 50 epochs',
    spec: run('multilayer', { optimizer: 'adam' }),
    published: '0.0850 / 0.0845',
  },
  {
    network: 'vanilla',
    label: 'Vanilla 32, Adadelta at 1.0, 50 epochs',
    spec: run('vanilla', { optimizer: 'adadelta' }),
    published: '0.10 to 0.11',
  },
  {
    network: 'convolutional',
    label: 'Convolutional 16-8-8, Adam, 5 epochs',
    spec: {
      ...run('convolutional', { optimizer: 'adam', batchSize: 128, epochs: 5 }),
      network: keras,
    },
    published: '0.0807 / 0.0798 after 100',
  },
];

function run(kind: NetworkKind, changes: Partial<Training>): Spec {
  const spec = presetSpec(kind);
  const optimizer = changes.optimizer ?? spec.training.optimizer;
  const { learningRate } = optimizers[optimizer];
  const training = { ...spec.training, learningRate, batchSize: 256, epochs: 50, ...changes };
  return { ...spec, training: { ...training, images: 60_000, validation: 'test' } };
}

/** Trains those of some networks on the simd engine, one after another, and prints their losses. */
export async function reportQuality(
  page: BenchPage,
  networks: readonly NetworkKind[],
  print: (line: string) => void,
): Promise<void> {
  const rows: string[][] = [];
  const asked = fullRuns.filter(({ network }) => networks.includes(network));
  for (const { label, spec, published } of asked) {
    print(`${label} …`);
    const { training, test, seconds } = await page.ask('quality', 'trainFully', spec);
    const losses = [training, test].map((loss) => loss.toFixed(4)).join(' / ');
    rows.push([label, losses, published, seconds.toFixed(0)]);
    await page.end('quality');
  }
  const header = ['Training / test loss on 60,000 / 10,000 images', 'here', 'published', 'seconds'];
  print(`\n${formatTable(header, rows)}`);
}
