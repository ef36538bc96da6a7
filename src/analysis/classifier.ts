import type { Random } from '../data/random.ts';
import { type DenseLayers, type DenseNetwork, placesOf } from './dense-network.ts';

export const CLASSES = 10;

/**
 * A classifier of ten digits with weights from Glorot's uniform distribution and biases of zero: softmax
 * regression, or the same behind a hidden layer of relu units.
 * @param size values in a row
 * @param hidden units of the hidden layer, or 0 for softmax regression
 */
export function newClassifier(size: number, hidden: number, random: Random): DenseLayers {
  const widths = hidden > 0 ? [size, hidden, CLASSES] : [size, CLASSES];
  const places = placesOf(widths);
  const count = places.reduce((sum, { inputs, units }) => sum + (inputs + 1) * units, 0);
  const parameters = new Float64Array(count);
  for (const { inputs, units, offset } of places) {
    const limit = Math.sqrt(6 / (inputs + units));
    for (let i = 0; i < inputs * units; i++) {
      parameters[offset + i] = limit * (2 * random.uniform() - 1);
    }
  }
  return { widths, parameters };
}

/**
 * The mean cross-entropy of the network's first rows, and its gradient.
 * @param labels digits 0 to 9, one for each row
 * @returns `gradient` is good until the network's next call
 */
export function learn(network: DenseNetwork, labels: Uint8Array) {
  const above = chancesOf(network, labels.length);
  const loss = crossEntropy(above, labels);
  return { loss, gradient: network.backward(above) };
}

/** The chances of the ten digits, for the network's first `count` rows. */
export function chancesOf(network: DenseNetwork, count: number): Float64Array {
  const chances = new Float64Array(network.forward(count));
  softmax(chances);
  return chances;
}

/** The most likely digit of each of the network's first `count` rows. */
export function classify(network: DenseNetwork, count: number): Uint8Array {
  const chances = chancesOf(network, count);
  const digits = new Uint8Array(count);
  for (let n = 0; n < count; n++) {
    const first = n * CLASSES;
    let best = first;
    for (let i = first + 1; i < first + CLASSES; i++) {
      if ((chances[i] as number) > (chances[best] as number)) best = i;
    }
    digits[n] = best - first;
  }
  return digits;
}

/** Turns chances into ∂loss/∂z of the softmax's sums: the chance, less one for the right digit. */
function crossEntropy(chances: Float64Array, labels: Uint8Array): number {
  let loss = 0;
  for (const [n, label] of labels.entries()) {
    const right = n * CLASSES + label;
    loss -= Math.log(Math.max(chances[right] as number, Number.MIN_VALUE));
    chances[right] = (chances[right] as number) - 1;
  }
  for (let i = 0; i < chances.length; i++) chances[i] = (chances[i] as number) / labels.length;
  return loss / labels.length;
}

/** In place; the largest sum is taken off first, so that no exponential overflows. */
function softmax(values: Float64Array): void {
  for (let first = 0; first < values.length; first += CLASSES) {
    const end = first + CLASSES;
    let most = values[first] as number;
    for (let i = first + 1; i < end; i++) most = Math.max(most, values[i] as number);
    let sum = 0;
    for (let i = first; i < end; i++) {
      const power = Math.exp((values[i] as number) - most);
      values[i] = power;
      sum += power;
    }
    for (let i = first; i < end; i++) values[i] = (values[i] as number) / sum;
  }
}
