import type { Random } from '../data/random.ts';
import { type DenseLayer, newLayer, reluGradient, sums, weightGradient } from './dense-layer.ts';

export const CLASSES = 10;

/** Softmax regression, or the same behind a hidden layer of relu units. */
export interface Classifier {
  layers: readonly DenseLayer[];
}

/**
 * A classifier of ten digits with weights from Glorot's uniform distribution.
 * @param size values in a row
 * @param hidden units of the hidden layer, or 0 for softmax regression
 */
export function newClassifier(size: number, hidden: number, random: Random): Classifier {
  const widths = hidden > 0 ? [size, hidden, CLASSES] : [size, CLASSES];
  const layers = widths.slice(1).map((units, place) => newLayer(widths[place] ?? 0, units, random));
  return { layers };
}

/**
 * The mean cross-entropy of a batch, and its gradient.
 * @param rows at least as many rows as there are labels
 * @param labels digits 0 to 9
 * @param gradients one array for each layer, as long as its values; overwritten
 */
export function learn(
  { layers }: Classifier,
  rows: Float64Array,
  labels: Uint8Array,
  gradients: readonly Float64Array[],
): number {
  const count = labels.length;
  const outputs = forward({ layers }, rows, count);
  let above = outputs.at(-1) as Float64Array;
  const loss = crossEntropy(above, labels);
  for (let i = layers.length - 1; i >= 0; i--) {
    const below = i > 0 ? (outputs[i - 1] as Float64Array) : rows;
    const layer = layers[i] as DenseLayer;
    weightGradient(layer, below, above, count, gradients[i] as Float64Array);
    if (i > 0) above = reluGradient(layer, below, above, count);
  }
  return loss;
}

/**
 * Every layer's output for a batch: relu in between, at the end the chances of the ten digits.
 * @returns count × units values for each layer
 */
export function forward({ layers }: Classifier, rows: Float64Array, count: number): Float64Array[] {
  const outputs: Float64Array[] = [];
  for (const [i, layer] of layers.entries()) {
    const output = sums(layer, outputs[i - 1] ?? rows, count);
    if (i < layers.length - 1) relu(output);
    else softmax(output);
    outputs.push(output);
  }
  return outputs;
}

/** The most likely digit of each row. */
export function classify(classifier: Classifier, rows: Float64Array, count: number): Uint8Array {
  const chances = forward(classifier, rows, count).at(-1) as Float64Array;
  return Uint8Array.from({ length: count }, (_, n) => {
    const row = chances.subarray(n * CLASSES, (n + 1) * CLASSES);
    return row.indexOf(Math.max(...row));
  });
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

function relu(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) if ((values[i] as number) < 0) values[i] = 0;
}

/** In place; the largest sum is taken off first, so that no exponential overflows. */
function softmax(values: Float64Array): void {
  for (let first = 0; first < values.length; first += CLASSES) {
    const row = values.subarray(first, first + CLASSES);
    const most = Math.max(...row);
    let sum = 0;
    for (let i = 0; i < CLASSES; i++) {
      const power = Math.exp((row[i] as number) - most);
      row[i] = power;
      sum += power;
    }
    for (let i = 0; i < CLASSES; i++) row[i] = (row[i] as number) / sum;
  }
}
