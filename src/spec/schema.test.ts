import { is } from 'valibot';
import { describe, expect, it } from 'vitest';
import type { ActivationKind } from './activations.ts';
import { activations } from './activations.ts';
import { layers } from './layers.ts';
import { losses } from './losses.ts';
import { optimizers } from './optimizers.ts';
import { type PresetKind, presetSpec, presets } from './presets.ts';
import { readSpec, specSchema } from './schema.ts';
import type { Layer, Spec, Training } from './spec.ts';

const vanilla = () => presetSpec('vanilla');

const withTraining = (training: Partial<Training>): Spec => ({
  ...vanilla(),
  training: { ...vanilla().training, ...training },
});

describe('a spec from outside', () => {
  it.each(Object.keys(presets) as PresetKind[])('is read: the preset %s', (kind) => {
    const spec = presetSpec(kind, 4_294_967_295);
    expect(readSpec(JSON.parse(JSON.stringify(spec)))).toEqual(spec);
  });

  it.each(Object.values(layers))('may hold a layer of the kind $initial.kind', ({ initial }) => {
    const layer: Layer = initial;
    const { network } = vanilla();
    expect(is(specSchema, { ...vanilla(), network: { ...network, encoder: [layer] } })).toBe(true);
  });

  it('may name anything from the tables', () => {
    for (const optimizer of Object.keys(optimizers) as Training['optimizer'][]) {
      expect(readSpec(withTraining({ optimizer }))).toMatchObject({ training: { optimizer } });
    }
    for (const loss of Object.keys(losses) as Training['loss'][]) {
      expect(readSpec(withTraining({ loss }))).toMatchObject({ training: { loss } });
    }
    for (const activation of Object.keys(activations) as ActivationKind[]) {
      const { network } = vanilla();
      const encoder: Layer[] = [{ kind: 'dense', units: 3, activation }];
      expect(readSpec({ ...vanilla(), network: { ...network, encoder } })).toMatchObject({
        network: { encoder },
      });
    }
  });
});

describe('what is no spec is refused with a sentence', () => {
  it.each<[string, unknown, string]>([
    ['nothing', null, 'It must be a set of named values.'],
    ['a list', [], 'version is missing.'],
    ['another version', { ...vanilla(), version: 2 }, 'version is none of the values known here.'],
    ['a key too many', { ...vanilla(), more: 1 }, 'more is not known here.'],
    [
      'a number outside its range',
      withTraining({ batchSize: 0 }),
      'Batch size must be a whole number from 1 to 4096 (training.batchSize).',
    ],
    ['no number', withTraining({ learningRate: Number.NaN }), 'Learning rate must be a number'],
    [
      'digits in disorder',
      withTraining({ digits: [3, 1] }),
      'in ascending order (training.digits).',
    ],
    ['a digit twice', withTraining({ digits: [3, 3] }), 'in ascending order (training.digits).'],
    ['no digits', withTraining({ digits: [] }), 'in ascending order (training.digits).'],
    [
      'another number of images',
      { ...vanilla(), training: { ...vanilla().training, images: 5 } },
      'training.images is none of the values known here.',
    ],
  ])('%s', (_name, value, sentence) => {
    expect(readSpec(value)).toEqual(expect.stringContaining(sentence));
  });

  it('layers that do not fit together', () => {
    const { network } = vanilla();
    const encoder: Layer[] = [{ kind: 'maxPool2d', size: 2 }];
    expect(readSpec({ ...vanilla(), network: { ...network, encoder } })).toBe(
      'the encoder has nothing to learn: add a dense layer or a convolution.',
    );
  });

  it('a layer with too many units, unknown keys or of no kind', () => {
    const encoders = [
      [{ kind: 'dense', units: 2049, activation: 'relu' }],
      [{ kind: 'dense', units: 3, activation: 'relu', bias: false }],
      [{ kind: 'dense', units: 3, activation: 'toString' }],
      [{ kind: '__proto__' }],
    ];
    for (const encoder of encoders) {
      const { network } = vanilla();
      const refused = readSpec({ ...vanilla(), network: { ...network, encoder } });
      expect(refused).toEqual(expect.stringContaining('network.encoder.0'));
    }
  });
});
