import { describe, expect, it } from 'vitest';
import { presetSpec } from './presets.ts';
import type { Layer, Network } from './spec.ts';
import { type TorchCall, torchModules } from './torch-modules.ts';

/** A module as PyTorch prints it, shortened. */
function print(call: TorchCall): string {
  const { module, ...rest } = call;
  const shown = Object.entries(rest).filter(([key]) => !['part', 'place', 'layer'].includes(key));
  return [module, ...shown.map(([key, value]) => `${key}=${JSON.stringify(value)}`)].join(' ');
}

const keys = (network: Network) =>
  torchModules(network).map(({ part, place, module }) => `${part}.${place} ${module}`);

const encoderOf = (encoder: Layer[]) => {
  const network: Network = { ...presetSpec('convolutional').network, encoder };
  return torchModules(network)
    .filter(({ part }) => part === 'encoder')
    .map(print);
};

const dense = (units: number): Layer => ({ kind: 'dense', units, activation: 'linear' });

describe('the places in the Sequentials', () => {
  it('count activations', () => {
    expect(keys(presetSpec('multilayer').network)).toEqual([
      'encoder.0 Linear',
      'encoder.1 ReLU',
      'encoder.2 Linear',
      'encoder.3 ReLU',
      'encoder.4 Linear',
      'encoder.5 ReLU',
      'decoder.0 Linear',
      'decoder.1 ReLU',
      'decoder.2 Linear',
      'decoder.3 ReLU',
      'decoder.4 Linear',
      'decoder.5 Sigmoid',
    ]);
  });

  it('skip a linear activation, and count layers without weights', () => {
    expect(keys(presetSpec('funnel').network)).toContain('encoder.8 Linear');
    expect(keys(presetSpec('funnel').network)).toContain('decoder.0 Linear');
    expect(keys(presetSpec('simple').network)).toEqual([
      'encoder.0 Flatten',
      'encoder.1 Linear',
      'encoder.2 ReLU',
      'decoder.0 Linear',
      'decoder.1 Sigmoid',
      'decoder.2 Unflatten',
    ]);
  });
});

describe('padding', () => {
  const convolution = (kernel: number, stride: number): Layer => ({
    kind: 'conv2d',
    filters: 2,
    kernel,
    stride,
    padding: 'same',
    activation: 'linear',
  });

  it('is the convolution’s own where both ends get the same', () => {
    expect(encoderOf([convolution(3, 1)])).toEqual([
      'Conv2d inChannels=1 outChannels=2 kernel=3 stride=1 padding=[1,1]',
    ]);
  });

  it('stands before it where the end gets one more', () => {
    expect(encoderOf([convolution(3, 2)])).toEqual([
      'ZeroPad2d padding=[0,1,0,1]',
      'Conv2d inChannels=1 outChannels=2 kernel=3 stride=2 padding=[0,0]',
    ]);
  });

  it('of a transposed convolution crops the odd pixel from the end', () => {
    expect(encoderOf([{ ...convolution(3, 2), kind: 'conv2dTranspose' } as Layer])).toEqual([
      'ConvTranspose2d inChannels=1 outChannels=2 kernel=3 stride=2 padding=[0,0]',
      'ZeroPad2d padding=[0,-1,0,-1]',
    ]);
  });
});

describe('channels first', () => {
  const picture: Layer = { kind: 'reshape', shape: [14, 14, 4] };
  const flatten: Layer = { kind: 'flatten' };

  it('orders the rows and columns of dense layers beside pictures', () => {
    expect(encoderOf([flatten, dense(784), picture, flatten, dense(8)])).toEqual([
      'Flatten',
      'Linear inputs=784 outputs=784 rows=null columns=[14,14,4]',
      'Unflatten shape=[4,14,14]',
      'Flatten',
      'Linear inputs=784 outputs=8 rows=[14,14,4] columns=null',
    ]);
  });

  it('passes through dropout to the dense layer behind it', () => {
    const dropout: Layer = { kind: 'dropout', rate: 0.5 };
    const convolution: Layer = {
      kind: 'conv2d',
      filters: 4,
      kernel: 7,
      stride: 7,
      padding: 'valid',
      activation: 'linear',
    };
    expect(encoderOf([convolution, flatten, dropout, dense(8)]).slice(1)).toEqual([
      'Flatten',
      'Dropout rate=0.5',
      'Linear inputs=64 outputs=8 rows=[4,4,4] columns=null',
    ]);
  });

  it('permutes where no dense layer can, and keeps the code’s order', () => {
    expect(encoderOf([flatten, picture, flatten])).toEqual([
      'Flatten',
      'Unflatten shape=[14,14,4]',
      'Permute dims=[0,3,1,2]',
      'Permute dims=[0,2,3,1]',
      'Flatten',
    ]);
    expect(encoderOf([picture, { kind: 'reshape', shape: [7, 28, 4] }])).toEqual([
      'Flatten',
      'Unflatten shape=[14,14,4]',
      'Permute dims=[0,3,1,2]',
      'Permute dims=[0,2,3,1]',
      'Flatten',
      'Unflatten shape=[7,28,4]',
      'Permute dims=[0,3,1,2]',
    ]);
  });

  it('needs neither where the picture only passes through a list', () => {
    expect(encoderOf([picture, flatten, flatten, picture])).toEqual([
      'Flatten',
      'Unflatten shape=[14,14,4]',
      'Permute dims=[0,3,1,2]',
      'Flatten',
      'Flatten',
      'Unflatten shape=[4,14,14]',
    ]);
  });
});
