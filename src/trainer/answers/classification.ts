import { accuracyOf, confusionOf } from '../../analysis/confusion.ts';
import { applyTo } from '../../analysis/dense-network.ts';
import {
  type Examples,
  firstOfEach,
  pixelExamples,
  standardizedExamples,
  standardOf,
} from '../../analysis/examples.ts';
import { projection } from '../../analysis/pca.ts';
import { classifyAll, trainClassifier } from '../../analysis/train-classifier.ts';
import type { PictureSet } from '../../data/picture-set.ts';
import { createRandom } from '../../data/random.ts';
import { classifierKinds, type FeatureKind } from '../../spec/classifiers.ts';
import { NO_CORRUPTION } from '../../spec/tasks.ts';
import type { Answer, Evidence } from './answers.ts';
import { networksHere } from './networks.ts';
import { allOf, piecesOf } from './pieces.ts';
import { codeSize, pixelComponents } from './pixel-components.ts';

/** All training images of MNIST: how many digits the network trains on makes no difference here. */
const TRAINING_IMAGES = 60_000;
/** How much of the answer the features are, where they have to be computed. */
const FEATURES_SHARE = 0.5;

export const classification: Answer<'classification'> = async (asks, evidence) => {
  const { spec, report, pause } = evidence;
  const { train, test } = await makers[asks.features](evidence);
  const classifier = await trainClassifier(train, firstOfEach(train.labels, asks.labels), {
    hidden: classifierKinds[asks.classifier].hidden,
    random: createRandom(spec.seed, 'classifier'),
    newNetwork: await networksHere(),
    onTurn: (done) => {
      report(FEATURES_SHARE + (1 - FEATURES_SHARE) * done);
      return pause();
    },
  });
  const confusion = confusionOf(classifyAll(classifier, test), test.labels);
  return { accuracy: accuracyOf(confusion), confusion, size: train.size };
};

interface Features {
  train: Examples;
  test: Examples;
}

type Encode = (inputs: Float32Array) => Promise<Float32Array> | Float32Array;

/** What was computed last of a network's program, or of principal components. */
const known = new WeakMap<object, Features>();

const makers = {
  code: (evidence) => {
    const { program, engine } = evidence;
    return encoded(program, codeSize(program), evidence, (inputs) => engine.encode(inputs));
  },
  components: async (evidence) => {
    const size = codeSize(evidence.program);
    const pca = await pixelComponents(size, evidence);
    const network = (await networksHere())(projection(pca));
    return encoded(pca, size, evidence, (inputs) => applyTo(network, inputs));
  },
  pixels: async ({ dataset }) => {
    const { train, test } = await dataset(TRAINING_IMAGES);
    return {
      train: pixelExamples(train.pixels, train.labels),
      test: pixelExamples(test.pixels, test.labels),
    };
  },
} satisfies Record<FeatureKind, (evidence: Evidence) => Promise<Features>>;

/** Both sets as codes, each number standardized by its mean and variance on the training images. */
async function encoded(
  source: object,
  size: number,
  evidence: Evidence,
  encode: Encode,
): Promise<Features> {
  const before = known.get(source);
  if (before) return before;
  const { train, test } = await evidence.dataset(TRAINING_IMAGES);
  const all = train.count + test.count;
  const trainCodes = await codesOf(train, size, evidence, encode, (done) => done / all);
  const testCodes = await codesOf(
    test,
    size,
    evidence,
    encode,
    (done) => (train.count + done) / all,
  );
  const standard = standardOf(trainCodes, size);
  if (!standard.means.every(Number.isFinite)) {
    throw new Error('The code holds values that are no numbers: the network has diverged.');
  }
  const features = {
    train: standardizedExamples(trainCodes, train.labels, standard),
    test: standardizedExamples(testCodes, test.labels, standard),
  };
  known.set(source, features);
  return features;
}

/** @param share what of all the work is done after so many images */
async function codesOf(
  { pixels, count }: PictureSet,
  size: number,
  { spec, report, pause }: Evidence,
  encode: Encode,
  share: (images: number) => number,
): Promise<Float32Array> {
  const codes = new Float32Array(count * size);
  // Whatever the task, what is to be told apart are clean digits.
  const clean = { ...spec, training: { ...spec.training, corruption: NO_CORRUPTION } };
  for (const { first, count, inputs } of piecesOf(pixels, allOf(codes.length / size), clean)) {
    codes.set(await encode(inputs), first * size);
    report(FEATURES_SHARE * share(first + count));
    await pause();
  }
  return codes;
}
