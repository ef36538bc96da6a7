import type { LossKind } from '../../spec/losses.ts';
import { type OptimizerKind, optimizerConstants } from '../../spec/optimizers.ts';
import { taskOf, tasks } from '../../spec/tasks.ts';
import { type Facts, factsOf } from '../facts.ts';
import { corruptFunction } from '../python/corruption.ts';
import { choosingLines, plotLines } from '../python/data.ts';
import type { Section, Writer } from '../section.ts';
import { float, indent, lines } from '../text.ts';
import { classes, hasCodePenalty } from './classes.ts';
import { layerCount, layerLines } from './layers.ts';

const losses = {
  binaryCrossentropy: 'binary_crossentropy',
  meanSquaredError: 'mean_squared_error',
  meanAbsoluteError: 'mean_absolute_error',
} satisfies Record<LossKind, string>;

const optimizers = {
  sgd: (rate) =>
    `keras.optimizers.SGD(learning_rate=${float(rate)}, momentum=${optimizerConstants.sgd.momentum})`,
  rmsprop: (rate) => `keras.optimizers.RMSprop(learning_rate=${float(rate)})`,
  adam: (rate) => `keras.optimizers.Adam(learning_rate=${float(rate)})`,
  // Its own default would be 0.001.
  adadelta: (rate) =>
    `keras.optimizers.Adadelta(learning_rate=${float(rate)})  # Keras' default of 0.001 hardly moves`,
} satisfies Record<OptimizerKind, (rate: number) => string>;

export const keras: Writer = {
  label: 'Keras 3',
  extension: 'py',
  comment: '#',
  install: 'keras tensorflow matplotlib',
  sections(spec) {
    const facts = factsOf(spec);
    return [
      setUp(facts),
      data(facts),
      ...(facts.isCorrupted ? [task(facts)] : []),
      network(facts),
      training(facts),
      look(facts),
    ];
  },
};

function setUp({ spec, isCorrupted }: Facts): Section {
  return {
    title: 'Setting up',
    text: 'Keras runs on TensorFlow, PyTorch or JAX. The seed makes runs repeat here; the playground draws other numbers from its own.',
    code: lines(
      isCorrupted && ['import math', ''],
      'from pathlib import Path',
      '',
      'import keras',
      'import matplotlib.pyplot as plt',
      'import numpy as np',
      'from keras import layers, ops',
      '',
      `keras.utils.set_random_seed(${spec.seed})`,
      isCorrupted && `rng = np.random.default_rng(${spec.seed})`,
    ),
  };
}

function data(facts: Facts): Section {
  return {
    title: 'The digits',
    text: 'MNIST comes as bytes from 0 to 255; the network sees grey values from 0, paper, to 1, ink.',
    code: lines(
      '(train_images, train_labels), (test_images, test_labels) = keras.datasets.mnist.load_data()',
      'train_images = train_images.astype("float32") / 255',
      'test_images = test_images.astype("float32") / 255',
      choosingLines(facts, (labels, digits) => `np.isin(${labels}, ${digits})`),
    ),
  };
}

function task(facts: Facts): Section {
  const { training, targetsMask: isMask } = facts;
  return {
    title: tasks[taskOf(training.corruption)].label,
    text: 'Inputs are corrupted anew for every batch, so that no picture is seen twice in the same way; the target stays.',
    code: lines(
      corruptFunction(training.corruption, 'numpy'),
      '',
      '',
      'class Batches(keras.utils.PyDataset):',
      '    """Shuffled batches of corrupted inputs and their targets."""',
      '',
      '    def __init__(self, pictures, batch_size, shuffle=True):',
      '        super().__init__()',
      '        self.pictures, self.batch_size, self.shuffle = pictures, batch_size, shuffle',
      '        self.order = np.arange(len(pictures))',
      '        self.on_epoch_end()',
      '',
      '    def __len__(self):',
      '        return math.ceil(len(self.order) / self.batch_size)',
      '',
      '    def __getitem__(self, batch):',
      '        rows = self.order[batch * self.batch_size : (batch + 1) * self.batch_size]',
      '        pictures = self.pictures[rows]',
      `        targets = ${isMask ? '(pictures > 0.5).astype("float32")  # the digit\'s mask' : 'pictures'}`,
      '        return corrupt(pictures).reshape(-1, *input_shape), targets.reshape(-1, *output_shape)',
      '',
      '    def on_epoch_end(self):',
      '        if self.shuffle:',
      '            rng.shuffle(self.order)',
    ),
  };
}

function network(facts: Facts): Section {
  const { input, output } = facts;
  const code = classes(facts);
  const part = (name: 'encoder' | 'decoder', shape: string) =>
    lines(
      `${name} = keras.Sequential(`,
      '    [',
      `        keras.Input(${shape}),`,
      indent(layerLines(facts, name).join('\n'), 8),
      '    ],',
      `    name="${name}",`,
      ')',
    );
  const decoder = part('decoder', 'encoder.output_shape[1:]');
  const penalized = hasCodePenalty(facts);
  const isContractive = facts.penalties.includes('contraction');
  return {
    title: 'The network',
    text: 'The encoder squeezes a picture into the code, the decoder rebuilds the picture from it.',
    code: lines(
      `input_shape = ${tuple(input)}`,
      `output_shape = ${tuple(output)}`,
      code && ['', '', code, '', ''],
      part('encoder', 'input_shape'),
      decoder,
      penalized
        ? [
            'picture = keras.Input(input_shape)',
            `code = CodePenalty(${isContractive ? 'encoder.layers[-1]' : ''})(encoder(picture))`,
            'autoencoder = keras.Model(picture, decoder(code), name="autoencoder")',
          ]
        : 'autoencoder = keras.Sequential([encoder, decoder], name="autoencoder")',
      'autoencoder.summary()',
      '',
      'weights = Path("autoencoder.weights.h5")  # as the playground saves them',
      'if weights.exists():',
      '    autoencoder.load_weights(weights)',
    ),
  };
}

function training(facts: Facts): Section {
  const { training: t, isCorrupted, stages } = facts;
  const fitCall = (model: string, epochs: string) =>
    isCorrupted
      ? lines(
          `${model}.fit(`,
          `    Batches(train, ${t.batchSize}),`,
          `    epochs=${epochs},`,
          `    validation_data=Batches(validation, 1000, shuffle=False),`,
          '    callbacks=callbacks,',
          ')',
        )
      : lines(
          `${model}.fit(`,
          '    train.reshape(-1, *input_shape),',
          '    train.reshape(-1, *output_shape),',
          `    batch_size=${t.batchSize},`,
          `    epochs=${epochs},`,
          '    validation_data=(',
          '        validation.reshape(-1, *input_shape),',
          '        validation.reshape(-1, *output_shape),',
          '    ),',
          '    callbacks=callbacks,',
          ')',
        );
  const compile = (model: string) =>
    lines(
      `${model}.compile(`,
      `    optimizer=${optimizers[t.optimizer](t.learningRate).replace(/ {2}#.*/, '')},${comment(optimizers[t.optimizer](t.learningRate))}`,
      `    loss="${losses[t.loss]}",`,
      ')',
    );
  return {
    title: 'Training',
    text: 'Each epoch goes once through all training digits; the validation loss is of digits that never train.',
    code: lines(
      callbackLines(facts),
      stages.length > 0 && layerwise(facts, compile, fitCall),
      compile('autoencoder'),
      fitCall('autoencoder', String(t.epochs - stages.length * (t.layerwise ?? 0))),
    ),
  };
}

/** Pairs of layers from the outside in, each by a model of its own over the same layers. */
function layerwise(
  { rows, stages, training: { layerwise: epochs } }: Facts,
  compile: (model: string) => string,
  fitCall: (model: string, epochs: string) => string,
): string {
  const encoder = rows.filter(({ part }) => part === 'encoder');
  const cuts = stages.map(({ depth, learns }) => {
    const decoder = rows.slice(rows.length - depth);
    const [outer, inner] = [layerCount(encoder.slice(0, depth)), layerCount(decoder)];
    return `(${outer}, ${inner}, "encoder_${learns + 1}", "decoder_${encoder.length - learns}")`;
  });
  return lines(
    '# The outer pair of layers learns first, then the next one inside it.',
    'pairs = [',
    cuts.map((cut) => `    ${cut},`),
    ']',
    'for outer, inner, *learning in pairs:',
    '    running = encoder.layers[:outer] + decoder.layers[-inner:]',
    '    for layer in running:',
    '        layer.trainable = layer.name in learning',
    '    pair = keras.Sequential([keras.Input(input_shape), *running])',
    indent(compile('pair')),
    indent(fitCall('pair', String(epochs))),
    '# Then all of them learn together.',
    'for layer in encoder.layers + decoder.layers:',
    '    layer.trainable = True',
  );
}

function callbackLines(facts: Facts): string {
  const { training: t, isVariational } = facts;
  const { loss, patience } = t.stop;
  const warms = isVariational && t.warmUp > 0 && facts.weight('divergence') > 0;
  const classesOf = lines(
    loss !== null && [
      'class StopAtTarget(keras.callbacks.Callback):',
      '    def on_epoch_end(self, epoch, logs=None):',
      `        self.model.stop_training = logs["val_loss"] <= ${loss}`,
      '',
      '',
    ],
    warms && [
      'class WarmUp(keras.callbacks.Callback):',
      '    def on_epoch_begin(self, epoch, logs=None):',
      `        beta.assign(${facts.weight('divergence')} * min(1, epoch / ${t.warmUp}))`,
      '',
      '',
    ],
  );
  const all = [
    loss !== null && 'StopAtTarget()',
    patience !== null && `keras.callbacks.EarlyStopping(patience=${patience})`,
    warms && 'WarmUp()',
  ].filter(Boolean);
  return lines(classesOf || null, `callbacks = [${all.join(', ')}]`);
}

function look({ isCorrupted, targetsMask: isMask }: Facts): Section {
  const input = isCorrupted ? 'inputs' : 'originals';
  return {
    title: 'What it has learned',
    text: 'Ten digits that never trained: what goes in, the code, and what comes out of the code alone.',
    code: lines(
      'originals = test_images[:10]',
      isCorrupted && 'inputs = corrupt(originals)',
      `codes = encoder.predict(${input}.reshape(-1, *input_shape))`,
      'outputs = decoder.predict(codes).reshape(-1, 28, 28)',
      isMask && [
        'masks, found = originals > 0.5, outputs > 0.5',
        'print("Intersection over union:", (masks & found).sum() / (masks | found).sum())',
      ],
      plotLines([
        ['Original', 'originals'],
        ...(isCorrupted ? ([['Input', 'inputs']] as const) : []),
        ['Code', 'codes'],
        ['Output', 'outputs'],
      ]),
    ),
  };
}

function tuple(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

/** A comment at a line's end, with the two spaces before it. */
function comment(line: string): string {
  return line.match(/ {2}#.*/)?.[0] ?? '';
}
