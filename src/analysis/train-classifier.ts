import type { Random } from '../data/random.ts';
import { type Classifier, classify, learn, newClassifier } from './classifier.ts';
import type { DenseLayer } from './dense-layer.ts';
import type { Examples } from './examples.ts';

const BATCH = 128;
/** Passes over the examples, and the least number of updates, for when examples are few. */
const EPOCHS = 5;
const LEAST_UPDATES = 600;
/** Updates between two turns for others. */
const TURN = 50;
const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
/** Learning rates at the beginning. */
const SOFTMAX_RATE = 0.01;
const HIDDEN_RATE = 0.004;

interface Options {
  /** Units of the hidden layer, or 0 for softmax regression. */
  hidden: number;
  /** Decides the initial weights and the order. */
  random: Random;
  /** Told how much is done, 0 to 1, and waited for. */
  onTurn(done: number): Promise<void>;
}

/**
 * Trains a classifier by Adam on batches of 128, with a learning rate that falls in a line to zero.
 * Weights are kept small as in scikit-learn's LogisticRegression, by 1/(2n) of their squares: that helps
 * where labels are few, and is hardly felt where they are many.
 * @param chosen the examples to train on
 */
export async function trainClassifier(
  examples: Examples,
  chosen: Uint32Array,
  { hidden, random, onTurn }: Options,
): Promise<Classifier> {
  const classifier = newClassifier(examples.size, hidden, random);
  const optimizers = classifier.layers.map(adam);
  const gradients = classifier.layers.map(({ values }) => new Float64Array(values.length));
  const rate = hidden > 0 ? HIDDEN_RATE : SOFTMAX_RATE;
  const perEpoch = Math.ceil(chosen.length / BATCH);
  const updates = Math.max(LEAST_UPDATES, EPOCHS * perEpoch);
  const order = chosen.slice();
  const rows = new Float64Array(BATCH * examples.size);
  for (let update = 0; update < updates; update++) {
    const place = update % perEpoch;
    if (place === 0) random.shuffle(order);
    const batch = order.subarray(place * BATCH, (place + 1) * BATCH);
    examples.gather(batch, rows);
    learn(classifier, rows, labelsOf(examples, batch), gradients);
    for (const [i, step] of optimizers.entries()) {
      step(gradients[i] as Float64Array, rate * (1 - update / updates), 1 / chosen.length);
    }
    if (update % TURN === TURN - 1) await onTurn((update + 1) / updates);
  }
  return classifier;
}

/** The most likely digit of each example. */
export function classifyAll(classifier: Classifier, examples: Examples): Uint8Array<ArrayBuffer> {
  const digits = new Uint8Array(examples.labels.length);
  const rows = new Float64Array(BATCH * examples.size);
  for (let first = 0; first < digits.length; first += BATCH) {
    const count = Math.min(BATCH, digits.length - first);
    examples.gather(
      Uint32Array.from({ length: count }, (_, n) => first + n),
      rows,
    );
    digits.set(classify(classifier, rows, count), first);
  }
  return digits;
}

function labelsOf({ labels }: Examples, indices: Uint32Array): Uint8Array {
  return Uint8Array.from(indices, (index) => labels[index] as number);
}

/** A layer's moments, as the function that updates it. Source: Kingma and Ba (2014), algorithm 1. */
function adam({ inputs, units, values }: DenseLayer) {
  const { beta1, beta2, epsilon } = ADAM;
  const first = new Float64Array(values.length);
  const second = new Float64Array(values.length);
  let step = 0;
  return (gradient: Float64Array, rate: number, decay: number) => {
    step++;
    const scale = (rate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      // Biases do not decay.
      const g = (gradient[i] as number) + (i < inputs * units ? decay * value : 0);
      const m = beta1 * (first[i] as number) + (1 - beta1) * g;
      const v = beta2 * (second[i] as number) + (1 - beta2) * g * g;
      first[i] = m;
      second[i] = v;
      values[i] = value - (scale * m) / (Math.sqrt(v) + epsilon);
    }
  };
}
