import type { Random } from '../data/random.ts';
import { classify, learn, newClassifier } from './classifier.ts';
import type { DenseNetwork, NewNetwork } from './dense-network.ts';
import type { Examples } from './examples.ts';

/** Passes over the examples, and the least number of updates, for when examples are few. */
const EPOCHS = 5;
const LEAST_UPDATES = 600;
/** Updates between two turns for others. */
const TURN = 50;
/** Learning rates at the beginning. */
const SOFTMAX_RATE = 0.01;
const HIDDEN_RATE = 0.004;

interface Options {
  /** Units of the hidden layer, or 0 for softmax regression. */
  hidden: number;
  /** Decides the initial weights and the order. */
  random: Random;
  newNetwork: NewNetwork;
  /** Told how much is done, 0 to 1, and waited for. */
  onTurn(done: number): Promise<void>;
}

/**
 * Trains a classifier by Adam on batches, with a learning rate that falls in a line to zero.
 * Weights are kept small as in scikit-learn's LogisticRegression, by 1/(2n) of their squares: that helps
 * where labels are few, and is hardly felt where they are many.
 * @param chosen the examples to train on
 */
export async function trainClassifier(
  examples: Examples,
  chosen: Uint32Array,
  { hidden, random, newNetwork, onTurn }: Options,
): Promise<DenseNetwork> {
  const network = newNetwork(newClassifier(examples.size, hidden, random));
  const rate = hidden > 0 ? HIDDEN_RATE : SOFTMAX_RATE;
  const perEpoch = Math.ceil(chosen.length / network.batch);
  const updates = Math.max(LEAST_UPDATES, EPOCHS * perEpoch);
  const order = chosen.slice();
  for (let update = 0; update < updates; update++) {
    const place = update % perEpoch;
    if (place === 0) random.shuffle(order);
    const batch = order.subarray(place * network.batch, (place + 1) * network.batch);
    learnBatch(network, examples, batch);
    network.update(rate * (1 - update / updates), 1 / chosen.length);
    if (update % TURN === TURN - 1) await onTurn((update + 1) / updates);
  }
  return network;
}

/** The most likely digit of each example. */
export function classifyAll(network: DenseNetwork, examples: Examples): Uint8Array<ArrayBuffer> {
  const digits = new Uint8Array(examples.labels.length);
  for (let first = 0; first < digits.length; first += network.batch) {
    const count = Math.min(network.batch, digits.length - first);
    examples.gather(
      Uint32Array.from({ length: count }, (_, n) => first + n),
      network,
    );
    digits.set(classify(network, count), first);
  }
  return digits;
}

function learnBatch(network: DenseNetwork, examples: Examples, batch: Uint32Array): void {
  examples.gather(batch, network);
  const labels = new Uint8Array(batch.length);
  for (const [n, index] of batch.entries()) labels[n] = examples.labels[index] as number;
  learn(network, labels);
}
