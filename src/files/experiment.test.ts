import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { specimenImages } from '../engine/contract/specimen.ts';
import { initialState } from '../engine/initial-state.ts';
import { lower } from '../engine/lowering/lower.ts';
import { ReferenceEngine } from '../engine/reference/reference-engine.ts';
import { type OptimizerKind, optimizers } from '../spec/optimizers.ts';
import { presetSpec } from '../spec/presets.ts';
import type { Spec } from '../spec/spec.ts';
import { type Experiment, readExperiment, writeExperiment } from './experiment.ts';
import { FileError } from './file-error.ts';
import { contentsOf, open } from './open.ts';
import { writeTensorflowJs } from './tensorflowjs.ts';
import { writeTorchWeights } from './torch-weights.ts';
import { readZip, writeZip } from './zip.ts';

const BATCH = 4;

function small(optimizer: OptimizerKind): Spec {
  const spec = presetSpec('vanilla', 7);
  spec.network.encoder = [{ kind: 'dense', units: 3, activation: 'relu' }];
  spec.training = { ...spec.training, optimizer, learningRate: 0.01, batchSize: BATCH };
  return spec;
}

/** A run of the reference engine from some state, batch by batch from image `step` on. */
async function train(spec: Spec, state: Experiment['checkpoint'], steps: number) {
  const engine = new ReferenceEngine();
  await engine.load(lower(spec), state, specimenImages(64));
  const first = (state.step * BATCH) % 64;
  const indices = Uint32Array.from({ length: steps * BATCH }, (_, i) => (first + i) % 64);
  await engine.train({ indices, batchSize: BATCH, inputs: null }, spec.training.learningRate);
  return { ...state, ...(await engine.state()) };
}

async function experimentOf(optimizer: OptimizerKind = 'adam'): Promise<Experiment> {
  const spec = small(optimizer);
  const place = { optimizerStart: 0, epoch: 0, position: 0, elapsed: 0 };
  const start = { ...initialState(lower(spec), 'glorot', 7), ...place };
  const checkpoint = await train(spec, start, 5);
  return {
    spec,
    checkpoint: { ...checkpoint, epoch: 3, position: 20, elapsed: 1.25 },
    history: [
      { step: 2, epoch: 0.1, training: 0.69, penalties: {}, validation: null },
      { step: 5, epoch: 0.25, training: 0.1 + 0.2, penalties: {}, validation: 0.7 },
    ],
    drawings: [
      {
        strokes: [
          { kind: 'line', width: 2.2, points: [{ x: 3.5, y: -1.25 }] },
          { kind: 'cell', column: 27, row: 0, ink: true },
        ],
        brush: 2.2,
        center: true,
      },
    ],
  };
}

describe('an experiment', () => {
  it.each(Object.keys(optimizers) as OptimizerKind[])(
    'comes back as it was and trains on bit by bit, with %s',
    async (optimizer) => {
      const experiment = await experimentOf(optimizer);
      const opened = readExperiment(writeExperiment(experiment));
      expect(opened).toEqual(experiment);
      const { spec, checkpoint } = experiment;
      expect(await train(opened.spec, opened.checkpoint, 20)).toEqual(
        await train(spec, checkpoint, 20),
      );
    },
  );

  it('may leave its optimizer to start afresh', async () => {
    const experiment = await experimentOf();
    const checkpoint = { ...experiment.checkpoint, slots: new Float32Array() };
    const opened = readExperiment(writeExperiment({ ...experiment, checkpoint }));
    expect(opened.checkpoint.slots.length).toBe(0);
  });

  it('too large to be opened again is not written', async () => {
    const experiment = await experimentOf();
    const parameters = new Float32Array(5_000_001);
    const checkpoint = { ...experiment.checkpoint, parameters, slots: new Float32Array() };
    expect(() => writeExperiment({ ...experiment, checkpoint })).toThrow(
      /^This experiment takes 20.1 MB, but at most 20 MB can be opened again/,
    );
  });
});

describe('an experiment that is not sound is refused:', () => {
  /** The file after a change to one of its parts. */
  async function changed(change: (files: Record<string, Uint8Array>) => void) {
    const files = unzipSync(writeExperiment(await experimentOf()));
    change(files);
    return zipSync(files);
  }
  const record = (change: (json: Record<string, unknown>) => void) =>
    changed((files) => {
      const json = JSON.parse(new TextDecoder().decode(files['experiment.json']));
      change(json);
      files['experiment.json'] = new TextEncoder().encode(JSON.stringify(json));
    });

  it.each<[string, () => Promise<Uint8Array>, string]>([
    ['no zip', async () => new Uint8Array(100), 'This is no zip file'],
    ['nothing in it', () => changed((files) => delete files['experiment.json']), 'it lacks exper'],
    ['no state', () => changed((files) => delete files['state.safetensors']), 'it lacks state'],
    [
      'of a later version',
      () => record((json) => Object.assign(json, { version: 2 })),
      'Another version',
    ],
    [
      'with a key too many',
      () => record((json) => Object.assign(json, { more: 1 })),
      'more is not known here',
    ],
    [
      'with an impossible place',
      () => record(({ place }) => Object.assign(place as object, { step: -1 })),
      'The step must be',
    ],
    [
      'with an optimizer from the future',
      () => record(({ place }) => Object.assign(place as object, { optimizerStart: 6 })),
      'The optimizer starts after the step (place)',
    ],
    [
      'with another network',
      () =>
        record((json) => {
          json.spec = presetSpec('vanilla');
        }),
      'does not hold 50992 numbers',
    ],
    [
      'with a network that does not fit',
      () =>
        record((json) => {
          json.spec = {
            ...presetSpec('vanilla'),
            network: { ...presetSpec('vanilla').network, decoder: [] },
          };
        }),
      'the decoder has nothing to learn',
    ],
    [
      'with the state of another optimizer',
      () => record(({ spec }) => Object.assign((spec as Spec).training, { optimizer: 'adadelta' })),
      'lacks the array optimizer.meanSquareStep',
    ],
  ])('%s', async (_name, file, sentence) => {
    const bytes = await file();
    expect(() => readExperiment(bytes)).toThrow(FileError);
    expect(() => readExperiment(bytes)).toThrow(sentence);
  });
});

describe('a zip that lies', () => {
  const honest = () =>
    writeZip([{ name: 'a.json', bytes: new TextEncoder().encode('x'.repeat(1000)) }]);
  /** The zip with a 32-bit number changed in the directory's only entry. */
  const lying = (offset: number, value: number) => {
    const zip = honest();
    const view = new DataView(zip.buffer);
    const directory = view.getUint32(zip.length - 6, true);
    view.setUint32(directory + offset, value, true);
    return zip;
  };
  /** 50 MB of nothing that claim to be a kilobyte. */
  const bomb = () => {
    const zip = zipSync({ 'a.json': new Uint8Array(50_000_000) });
    const view = new DataView(zip.buffer);
    view.setUint32(view.getUint32(zip.length - 6, true) + 24, 1000, true);
    return zip;
  };
  const wanted = { 'a.json': 2000 };

  it('about nothing is read', () => {
    expect(readZip(honest(), wanted).get('a.json')?.length).toBe(1000);
  });

  it.each<[string, Uint8Array, string]>([
    ['less than there is', lying(24, 999), 'damaged'],
    ['more than there is', lying(24, 1001), 'damaged'],
    ['far more than is wanted', lying(24, 0xffffffff), '4295 MB; at most 0.1 MB'],
    ['packed bytes past the end', lying(20, 5000), 'damaged'],
    ['a thousandth of what there is', bomb(), 'damaged'],
    ['another checksum', lying(16, 1), 'damaged'],
    ['another place', lying(42, 7), 'damaged'],
  ])('is refused: %s', (_name, zip, sentence) => {
    expect(() => readZip(zip, wanted)).toThrow(FileError);
    expect(() => readZip(zip, wanted)).toThrow(sentence);
  });
});

describe('opening', () => {
  const { network } = small('adam');
  const parameters = new Float32Array(784 * 7 + 3).fill(0.5);

  it('tells the kinds of files apart', async () => {
    const experiment = await experimentOf();
    const zip = { name: 'mine.zip', bytes: writeExperiment(experiment) };
    expect(open([zip], network)).toEqual({ kind: 'experiment', experiment });
    const model = writeTensorflowJs(network, parameters);
    const torch = { name: 'mine.safetensors', bytes: writeTorchWeights(network, parameters) };
    const weights = { kind: 'weights', parameters };
    expect(open(model, network)).toEqual(weights);
    expect(open([{ name: 'model.zip', bytes: writeZip(model) }], network)).toEqual(weights);
    expect(open([torch], network)).toEqual(weights);
  });

  it('looks at the size before anything else', async () => {
    const huge = { name: 'a.zip', size: 20_000_001 } as File;
    await expect(contentsOf([huge])).rejects.toThrow('at most 20 MB can be opened');
    const file = new File([Uint8Array.of(1, 2)], 'a.bin');
    expect(await contentsOf([file])).toEqual([{ name: 'a.bin', bytes: Uint8Array.of(1, 2) }]);
  });

  it('takes an experiment as a file manager packs it again', async () => {
    const experiment = await experimentOf();
    const packed = unzipSync(writeExperiment(experiment));
    const inFolder = Object.entries(packed).map(([name, bytes]) => [`my run/${name}`, bytes]);
    const mac = ['experiment.json', 'state.safetensors'].map((name) => [
      `__MACOSX/my run/._${name}`,
      new Uint8Array(120),
    ]);
    const folder = ['my run/', new Uint8Array(0)];
    const entries = [folder, ...inFolder, ['my run/.DS_Store', new Uint8Array(6148)], ...mac];
    const bytes = zipSync(Object.fromEntries(entries));
    expect(open([{ name: 'MY RUN.ZIP', bytes }], network)).toEqual({
      kind: 'experiment',
      experiment,
    });
    const backslashes = inFolder.map(([name, content]) => [
      String(name).replace('/', '\\'),
      content,
    ]);
    expect(readExperiment(zipSync(Object.fromEntries(backslashes)))).toEqual(experiment);
  });

  it('takes the files of an unpacked experiment', async () => {
    const experiment = await experimentOf();
    const files = Object.entries(unzipSync(writeExperiment(experiment))).map(([name, bytes]) => ({
      name,
      bytes: bytes.slice(),
    }));
    expect(open(files, network)).toEqual({ kind: 'experiment', experiment });
    const record = files.filter(({ name }) => name === 'experiment.json');
    expect(() => open(record, network)).toThrow(
      'This is no experiment: it lacks state.safetensors.',
    );
  });

  it('takes names in capitals', () => {
    const torch = { name: 'MINE.SAFETENSORS', bytes: writeTorchWeights(network, parameters) };
    expect(open([torch], network)).toEqual({ kind: 'weights', parameters });
    const [model, weights] = writeTensorflowJs(network, parameters);
    if (!model || !weights) throw new Error('no model');
    const capital = { ...model, name: 'MODEL.JSON' };
    expect(open([weights, capital], network)).toEqual({ kind: 'weights', parameters });
  });

  it('says which files go together', () => {
    const file = (name: string) => ({ name, bytes: new Uint8Array(10) });
    const ten = Array.from({ length: 10 }, (_, i) => file(`run ${i}.safetensors`));
    expect(() => open(ten, network)).toThrow('10 files were chosen: open one at a time');
    expect(() => open([file('a.zip'), file('model.json')], network)).toThrow('2 files were chosen');
    expect(() => open([file('weights.bin')], network)).toThrow('choose its model.json with it');
    expect(() => open([file('a.json'), file('b.json')], network)).toThrow('not a.json and b.json');
  });

  it('says that a folder can’t be read', async () => {
    const folder = { name: 'my run', size: 4096, arrayBuffer: () => Promise.reject(new Error()) };
    await expect(contentsOf([folder as unknown as File])).rejects.toThrow(
      /^my run could not be read: choose it again, or the files in it/,
    );
  });

  it('says what it takes', () => {
    const picture = { name: 'cat.png', bytes: new Uint8Array(10) };
    expect(() => open([picture], network)).toThrow(/^cat.png can’t be opened: choose/);
    expect(() => open([], network)).toThrow('No file was chosen.');
  });
});
