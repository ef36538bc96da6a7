import { unzipSync } from 'fflate';
import { Group, Dataset as H5Dataset, File as H5File, ready } from 'h5wasm';
import { describe, expect, it } from 'vitest';
import { networkSpecimens, specimenState } from '../engine/contract/specimen.ts';
import { lower } from '../engine/lowering/lower.ts';
import { isVariational } from '../spec/penalties.ts';
import { presetSpec } from '../spec/presets.ts';
import type { Network } from '../spec/spec.ts';
import { FileError } from './file-error.ts';
import { writeKerasWeights } from './keras-weights.ts';
import { writeLossCsv } from './loss-csv.ts';
import { transpose } from './named-array.ts';
import { writeNpz } from './npz.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';
import { readTensorflowJs, writeTensorflowJs } from './tensorflowjs.ts';
import { readTorchWeights, writeTorchWeights } from './torch-weights.ts';

const models = networkSpecimens.map((specimen) => {
  const { parameters } = specimenState(lower(specimen), specimen);
  return { name: specimen.name, network: specimen.network, parameters };
});

/** 3 units on each side: every array small enough to be written down. */
const tiny: Network = {
  input: 'picture',
  encoder: [
    { kind: 'conv2d', filters: 2, kernel: 1, stride: 4, padding: 'valid', activation: 'relu' },
    { kind: 'maxPool2d', size: 7 },
    { kind: 'flatten' },
    { kind: 'dense', units: 2, activation: 'leakyRelu' },
  ],
  decoder: [{ kind: 'dense', units: 784, activation: 'sigmoid' }],
  initializer: 'glorot',
  tied: false,
};

describe('transposing', () => {
  it('exchanges axes as NumPy does', () => {
    const values = Float32Array.from({ length: 24 }, (_, i) => i);
    // np.arange(24).reshape(2, 3, 4).transpose(2, 0, 1)
    expect([...transpose(values, [2, 3, 4], [2, 0, 1])]).toEqual([
      0, 4, 8, 12, 16, 20, 1, 5, 9, 13, 17, 21, 2, 6, 10, 14, 18, 22, 3, 7, 11, 15, 19, 23,
    ]);
  });
});

describe('PyTorch’s safetensors', () => {
  it.each(models)('of $name come back bit by bit', ({ network, parameters }) => {
    const back = readTorchWeights(network, writeTorchWeights(network, parameters));
    expect(Buffer.from(back.buffer).equals(Buffer.from(parameters.buffer))).toBe(true);
  });

  it('have the module’s keys and shapes', () => {
    const { network, parameters } = models[0] ?? {};
    if (!network || !parameters) throw new Error('no model');
    const arrays = readSafetensors(writeTorchWeights(network, parameters));
    expect(arrays.map(({ name, shape }) => [name, ...shape].join(' '))).toEqual([
      'encoder.0.weight 3 1 3 3',
      'encoder.0.bias 3',
      // A ZeroPad2d stands before this one.
      'encoder.3.weight 4 3 4 4',
      'encoder.3.bias 4',
      'encoder.7.weight 8 16',
      'encoder.7.bias 8',
      'decoder.2.weight 2 3 3 3',
      'decoder.2.bias 3',
      'decoder.5.weight 3 2 4 4',
      'decoder.5.bias 2',
      'decoder.7.weight 1 2 3 3',
      'decoder.7.bias 1',
    ]);
  });

  it('have a dense kernel’s rows and columns exchanged', () => {
    const { network } = presetSpec('vanilla');
    const parameters = Float32Array.from({ length: 50_992 }, (_, i) => i);
    const weight = readSafetensors(writeTorchWeights(network, parameters))[0];
    expect(weight?.shape).toEqual([32, 784]);
    expect([...(weight?.values.slice(0, 3) ?? [])]).toEqual([0, 32, 64]);
  });

  it('that do not fit are refused with what does not', () => {
    const network = (units: number): Network => {
      const { encoder, decoder, ...rest } = presetSpec('vanilla').network;
      return { ...rest, encoder: [{ kind: 'dense', units, activation: 'relu' }], decoder };
    };
    const file = writeTorchWeights(network(3), new Float32Array(784 * 7 + 3));
    expect(() => readTorchWeights(network(4), file)).toThrow(
      new FileError('encoder.0.weight is 3×784 in the file; the network needs 4×784.'),
    );
    expect(() => readTorchWeights(tiny, file)).toThrow(FileError);
    const nan = writeTorchWeights(network(3), new Float32Array(784 * 7 + 3).fill(Number.NaN));
    expect(() => readTorchWeights(network(3), nan)).toThrow('not a finite number');
  });
});

describe('a TensorFlow.js model', () => {
  const plain = models.filter(({ network }) => !isVariational(network));
  it.each(plain)('of $name comes back bit by bit', ({ network, parameters }) => {
    const back = readTensorflowJs(network, writeTensorflowJs(network, parameters));
    expect(Buffer.from(back.buffer).equals(Buffer.from(parameters.buffer))).toBe(true);
  });

  it('may be of any names and files, in order and shape as this network', () => {
    const parameters = Float32Array.from({ length: 50_992 }, (_, i) => i);
    const cut = 784 * 32 * 4;
    const bytes = new Uint8Array(parameters.buffer);
    const weights = [[784, 32], [32], [32, 784], [784]].map((shape, i) => ({
      name: `dense_Dense${i}/weights`,
      shape,
      dtype: 'float32',
    }));
    const json = JSON.stringify({
      modelTopology: { class_name: 'Anything' },
      weightsManifest: [{ paths: ['./shard1', './shard2'], weights }],
    });
    const files = [
      { name: 'shard2', bytes: bytes.slice(cut) },
      { name: 'model.json', bytes: new TextEncoder().encode(json) },
      { name: 'shard1', bytes: bytes.slice(0, cut) },
    ];
    const { network } = presetSpec('vanilla');
    expect(readTensorflowJs(network, files)).toEqual(parameters);
    expect(() => readTensorflowJs(network, files.slice(1))).toThrow(
      'The model names shard2, which is not among the files.',
    );
    expect(() => readTensorflowJs(tiny, files)).toThrow(FileError);
  });
});

describe('Keras’ .weights.h5', () => {
  it('has a group for every object, named by its class, with its variables', async () => {
    const parameters = Float32Array.from({ length: 2 + 2 + 4 + 2 + 784 * 3 }, (_, i) => i);
    const { FS } = await ready;
    FS.writeFile('read.h5', await writeKerasWeights(tiny, parameters));
    const file = new H5File('read.h5', 'r');
    const paths = file.paths();
    const found = paths.flatMap((path) => {
      const entity = file.get(path);
      if (entity instanceof H5Dataset) return [`${path} ${entity.shape} ${entity.dtype}`];
      const name = entity instanceof Group ? entity.attrs.name : undefined;
      return name ? [`${path} ${name.value}`] : [];
    });
    const kernel = file.get('layers/sequential/layers/dense/vars/0') as H5Dataset;
    expect([...(kernel.value as Float32Array)]).toEqual([4, 5, 6, 7]);
    file.close();
    expect(found.toSorted()).toEqual([
      'layers/sequential/layers/conv2d/vars encoder_1',
      'layers/sequential/layers/conv2d/vars/0 1,1,1,2 <f',
      'layers/sequential/layers/conv2d/vars/1 2 <f',
      'layers/sequential/layers/dense/vars encoder_4',
      'layers/sequential/layers/dense/vars/0 2,2 <f',
      'layers/sequential/layers/dense/vars/1 2 <f',
      'layers/sequential/layers/flatten/vars encoder_3',
      'layers/sequential/layers/leaky_re_lu/vars encoder_4_leaky_relu',
      'layers/sequential/layers/max_pooling2d/vars encoder_2',
      'layers/sequential/vars encoder',
      'layers/sequential_1/layers/dense/vars decoder_1',
      'layers/sequential_1/layers/dense/vars/0 2,784 <f',
      'layers/sequential_1/layers/dense/vars/1 784 <f',
      'layers/sequential_1/vars decoder',
      'vars autoencoder',
    ]);
  });
});

describe('NumPy’s .npz', () => {
  it('holds every array under its layer’s name', () => {
    const parameters = Float32Array.from({ length: 2 + 2 + 4 + 2 + 784 * 3 }, (_, i) => i);
    const files = unzipSync(writeNpz(tiny, parameters));
    expect(Object.keys(files)).toEqual([
      'encoder_1.kernel.npy',
      'encoder_1.bias.npy',
      'encoder_4.kernel.npy',
      'encoder_4.bias.npy',
      'decoder_1.kernel.npy',
      'decoder_1.bias.npy',
    ]);
    const array = files['encoder_4.kernel.npy'] ?? new Uint8Array();
    const header = String.fromCharCode(...array.subarray(10, 128)).trimEnd();
    expect(header).toBe("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2,), }");
    expect([...new Float32Array(array.slice(128).buffer)]).toEqual([4, 5, 6, 7]);
  });
});

describe('the loss curve as CSV', () => {
  it('leaves out what was not measured', () => {
    const history = [
      { step: 10, epoch: 0.5, training: 0.25, penalties: {}, validation: null },
      { step: 20, epoch: 1, training: null, penalties: {}, validation: 0.125 },
    ];
    expect(writeLossCsv(history)).toBe(
      'step,epoch,training_loss,validation_loss\n10,0.5,0.25,\n20,1,,0.125\n',
    );
  });
});

describe('safetensors that are not sound', () => {
  const sound = () => writeSafetensors([{ name: 'a', shape: [2], values: Float32Array.of(1, 2) }]);
  /** The same file with another header of any length. */
  const withHeader = (header: unknown, data = 8) => {
    const text = new TextEncoder().encode(JSON.stringify(header));
    const file = new Uint8Array(8 + text.length + data);
    new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
    file.set(text, 8);
    return file;
  };
  const entry = { dtype: 'F32', shape: [2], data_offsets: [0, 8] };

  it.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'impossible length'],
    ['a header past the end', sound().slice(0, 20), 'impossible length'],
    ['missing data', sound().slice(0, -1), 'take 8 bytes, but the file holds 7'],
    ['data after the end', withHeader({ a: entry }, 9), 'take 8 bytes, but the file holds 9'],
    ['no JSON', Uint8Array.from([2, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]), 'is no JSON text'],
    ['nothing in it', withHeader(null), 'can’t be read'],
    ['other numbers', withHeader({ a: { ...entry, dtype: 'F64' } }), 'a holds F64 numbers'],
    [
      'a huge shape',
      withHeader({ a: { ...entry, shape: [1e200, 1e200] } }),
      'a.shape.0 is too large',
    ],
    ['a wrong shape', withHeader({ a: { ...entry, shape: [3] } }), 'a is 3, but has 8 bytes'],
    ['overlapping arrays', withHeader({ a: entry, b: entry }), 'does not follow'],
  ])('are refused: %s', (_name, file, sentence) => {
    expect(() => readSafetensors(file)).toThrow(FileError);
    expect(() => readSafetensors(file)).toThrow(sentence);
  });

  it('are refused above 20 MB', () => {
    expect(() => readSafetensors(new Uint8Array(20_000_001))).toThrow(
      'The file has 20.1 MB; at most 20 MB can be opened.',
    );
  });
});
