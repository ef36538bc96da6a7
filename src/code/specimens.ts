import { activations } from '../spec/activations.ts';
import { layers } from '../spec/layers.ts';
import { losses } from '../spec/losses.ts';
import { optimizers } from '../spec/optimizers.ts';
import { penalties, penaltyKinds } from '../spec/penalties.ts';
import { type PresetKind, presetSpec, presets } from '../spec/presets.ts';
import type { Layer, Spec } from '../spec/spec.ts';
import { type CorruptionKind, corruptions, initialCorruption } from '../spec/tasks.ts';

const kindsOf = <Kind extends string>(table: Record<Kind, unknown>) => Object.keys(table) as Kind[];

/** One change of an experiment for every row of every table, and for every other setting. */
export function variants(): { name: string; base: PresetKind; spec: Spec }[] {
  const change = (name: string, base: PresetKind, edit: (spec: Spec) => void) => {
    const spec = presetSpec(base);
    edit(spec);
    return { name, base, spec };
  };
  const before = (spec: Spec, ...inserted: Layer[]) => spec.network.encoder.unshift(...inserted);
  const picture: Layer = { kind: 'reshape', shape: [28, 28, 1] };
  const extra: Record<string, Layer[]> = {
    dense: [{ ...layers.dense.initial, units: 784 }],
    conv2d: [picture, layers.conv2d.initial, { kind: 'flatten' }],
    maxPool2d: [picture, layers.maxPool2d.initial, { kind: 'flatten' }],
    upsample2d: [picture, layers.upsample2d.initial, { kind: 'flatten' }],
    conv2dTranspose: [picture, layers.conv2dTranspose.initial, { kind: 'flatten' }],
    flatten: [picture, { kind: 'flatten' }],
    reshape: [picture, { kind: 'flatten' }],
    dropout: [layers.dropout.initial],
  };
  return [
    ...kindsOf(extra).map((kind) =>
      change(`layer ${kind}`, 'vanilla', (spec) => before(spec, ...(extra[kind] ?? []))),
    ),
    change('layer variational', 'vanilla', ({ network }) => {
      network.encoder = [layers.variational.initial];
    }),
    ...kindsOf(activations).map((activation) =>
      change(`activation ${activation}`, 'vanilla', ({ network }) => {
        network.encoder = [{ kind: 'dense', units: 32, activation }];
      }),
    ),
    ...kindsOf(losses).map((loss) =>
      change(`loss ${loss}`, 'vanilla', ({ training }) => Object.assign(training, { loss })),
    ),
    ...kindsOf(optimizers).map((optimizer) =>
      change(`optimizer ${optimizer}`, 'vanilla', ({ training }) =>
        Object.assign(training, { optimizer, learningRate: optimizers[optimizer].learningRate }),
      ),
    ),
    ...(kindsOf(corruptions) as CorruptionKind[]).map((kind) =>
      change(`corruption ${kind}`, 'multilayer', ({ training }) => {
        training.corruption = initialCorruption(kind);
      }),
    ),
    ...penaltyKinds.map((kind) =>
      change(`penalty ${kind}`, kind === 'divergence' ? 'variational' : 'contractive', (spec) => {
        spec.training.penalties = {
          ...spec.training.penalties,
          [kind]: 2 * penalties[kind].initial,
        };
      }),
    ),
    change('initializer he', 'convolutional', ({ network }) => {
      network.initializer = 'he';
    }),
    change('tied', 'multilayer', ({ network }) => {
      network.tied = true;
    }),
    change('layer by layer', 'nearest', ({ training }) => {
      training.layerwise = 2;
    }),
    change('some digits, few images, held out', 'vanilla', ({ training }) =>
      Object.assign(training, { digits: [1, 7], images: 2048, validation: 'heldOut' }),
    ),
    change('stops early', 'vanilla', ({ training }) => {
      training.stop = { loss: 0.09, patience: 5 };
    }),
    change('warm-up', 'variational', ({ training }) => {
      training.warmUp = 0;
    }),
    change('seed', 'vanilla', (spec) => {
      spec.seed = 42;
    }),
  ];
}

/** Every preset, and every variant. */
export const specimens: readonly { name: string; spec: Spec }[] = [
  ...kindsOf(presets).map((kind) => ({ name: kind, spec: presetSpec(kind) })),
  ...variants(),
].map(({ name, spec }) => ({ name, spec }));
