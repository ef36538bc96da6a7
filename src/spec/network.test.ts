import { describe, expect, it } from 'vitest';
import { mirrorEncoder } from './mirror.ts';
import { MAX_PARAMETERS, summarize } from './network.ts';
import { type PresetKind, presetOf, presetSpec, presets } from './presets.ts';
import { formatShape } from './shape.ts';
import type { Layer, Network } from './spec.ts';

const kinds = Object.keys(presets) as PresetKind[];

/** Parameters as Keras' `summary()` prints them for the tutorials' models. */
const KERAS_PARAMETERS: Record<PresetKind, number> = {
  vanilla: 784 * 32 + 32 + (32 * 784 + 784),
  simple: 784 * 32 + 32 + (32 * 784 + 784),
  deep: widths([784, 256, 128, 64, 32, 16, 8, 4, 8, 16, 32, 64, 128, 256, 784]),
  funnel: widths([784, 128, 64, 36, 18, 9, 18, 36, 64, 128, 784]),
  multilayer: widths([784, 128, 64, 32, 64, 128, 784]),
  convolutional: 9 * 16 + 16 + (9 * 16 * 4 + 4) + (4 * 4 * 16 + 16) + (4 * 16 + 1),
  nearest: 9 * 16 + 16 + (9 * 16 * 4 + 4) + (9 * 4 * 16 + 16) + (9 * 16 + 1),
  layerByLayer: widths([784, 128, 64, 32, 64, 128, 784]),
  denoisingConvolutional:
    9 * 32 +
    32 +
    (9 * 32 * 16 + 16) +
    (9 * 16 * 8 + 8) +
    (4 * 8 * 16 + 16) +
    (4 * 16 * 32 + 32) +
    (9 * 32 + 1),
  denoisingDense: widths([784, 256, 64, 256, 784]),
  segmentingConvolutional:
    9 * 16 + 16 + (9 * 16 * 16 + 16) + (4 * 16 * 16 + 16) + (4 * 16 * 16 + 16) + (9 * 16 + 1),
  sparse: widths([784, 64, 784]),
  sparseTarget: widths([784, 64, 784]),
  contractive: widths([784, 64, 784]),
  decaying: widths([784, 32, 784]),
  // A kernel for both ways, and two lists of biases.
  tied: 784 * 32 + 32 + 784,
  dropout: widths([784, 128, 32, 128, 784]),
  // Two heads: a mean and a log-variance for each of two units.
  variational: widths([784, 256, 128]) + 2 * (128 * 2 + 2) + widths([2, 128, 256, 784]),
};

function widths(units: number[]): number {
  return units.slice(1).reduce((sum, n, i) => sum + (units[i] ?? 0) * n + n, 0);
}

const dense = (units: number): Layer => ({ kind: 'dense', units, activation: 'relu' });

function network(change: Partial<Network>): Network {
  return { ...presetSpec('vanilla').network, ...change };
}

const messages = (net: Network) => summarize(net).problems.map(({ message }) => message);

describe.each(kinds)('the preset %s', (kind) => {
  const { network: net } = presetSpec(kind);

  it('fits together and has the tutorial’s parameters', () => {
    expect(summarize(net)).toMatchObject({ problems: [], parameters: KERAS_PARAMETERS[kind] });
  });

  it('is recognised', () => {
    expect(presetOf(presetSpec(kind))).toBe(kind);
  });
});

describe('shapes', () => {
  const shapes = (kind: PresetKind) =>
    summarize(presetSpec(kind).network).layers.map(({ output }) => formatShape(output));

  it('follow the picture through convolutions and pooling', () => {
    expect(shapes('convolutional')).toEqual([
      '28×28×16',
      '14×14×16',
      '14×14×4',
      '7×7×4',
      '14×14×16',
      '28×28×1',
    ]);
    expect(shapes('nearest').at(-1)).toBe('28×28×1');
  });

  it('of parameters lie one after the other', () => {
    const { layers, parameters } = summarize(presetSpec('deep').network);
    let offset = 0;
    for (const layer of layers) {
      expect(layer.offset).toBe(offset);
      offset += layer.parameters;
    }
    expect(offset).toBe(parameters);
  });
});

describe('what does not fit is said in the student’s words', () => {
  it('a decoder that ends in another shape', () => {
    const { encoder, decoder } = presetSpec('convolutional').network;
    const short = network({ input: 'picture', encoder, decoder: decoder.slice(0, 1) });
    expect(messages(short)).toEqual(['the decoder ends in 14×14×16, the picture is 28×28×1']);
  });

  it('a dense layer under a picture, a convolution over a list', () => {
    expect(messages(network({ input: 'picture' }))).toEqual([
      'Dense: needs a row of numbers, but a 28×28×1 picture arrives: put Flatten before it',
    ]);
    const { encoder } = presetSpec('convolutional').network;
    expect(messages(network({ encoder }))).toEqual([
      'Convolution: needs a picture, but a row of 784 numbers arrives: put Reshape before it',
    ]);
  });

  it('pooling of what is too small, a reshape of the wrong size, an empty part', () => {
    const pool: Layer = { kind: 'maxPool2d', size: 7 };
    const tooOften = network({ input: 'picture', encoder: [pool, pool, dense(4)] });
    expect(messages(tooOften)[0]).toBe(
      'Max-pooling: a 4×4×1 picture is smaller than its 7×7 window',
    );
    const reshape: Layer = { kind: 'reshape', shape: [5, 5, 1] };
    expect(messages(network({ encoder: [dense(32), reshape] }))[0]).toBe(
      'Reshape: 5×5×1 needs 25 numbers, but 32 arrive',
    );
    expect(messages(network({ encoder: [] }))[0]).toContain('the encoder has nothing to learn');
  });

  it('too many parameters, before anything is built', () => {
    const huge = network({ encoder: [dense(2048), dense(2048)], decoder: [dense(784)] });
    expect(summarize(huge).parameters).toBeGreaterThan(MAX_PARAMETERS);
    expect(messages(huge)[0]).toContain('parameters are more than');
  });
});

describe('mirroring the encoder', () => {
  it.each(kinds)('gives a decoder that fits the encoder of %s', (kind) => {
    const { network: net } = presetSpec(kind);
    const decoder = mirrorEncoder(net);
    expect(summarize({ ...net, decoder: decoder ?? [] }).problems).toEqual([]);
    expect(decoder?.findLast((layer) => 'activation' in layer)).toMatchObject({
      activation: 'sigmoid',
    });
  });

  it('gives the tutorials’ own decoders where these are mirrored', () => {
    for (const kind of ['vanilla', 'deep', 'funnel', 'multilayer'] as const) {
      const { network: net } = presetSpec(kind);
      expect(mirrorEncoder(net)).toEqual(net.decoder);
    }
  });

  it('waits while the encoder itself does not fit', () => {
    expect(mirrorEncoder(network({ input: 'picture' }))).toBeNull();
  });
});
