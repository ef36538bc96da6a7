import { optimizerConstants } from '../spec/optimizers.ts';
import { type DenseLayer, reluGradient, sums, weightGradient } from './dense-layer.ts';
import { type DenseLayers, type DenseNetwork, placesOf } from './dense-network.ts';

/** Dense layers in readable loops: what the kernels are held to, and used where they can't run. */
export class PlainNetwork implements DenseNetwork {
  readonly widths: readonly number[];
  readonly batch: number;
  readonly rows: Float32Array;
  private readonly parameters: Float64Array;
  private readonly layers: DenseLayer[];
  private readonly gradients: Float64Array;
  /** Adam's moments of the gradients. */
  private readonly first: Float64Array;
  private readonly second: Float64Array;
  private step = 0;
  /** The rows and every layer's values, of what went forward last. */
  private values: (Float32Array | Float64Array)[] = [];

  constructor({ widths, parameters }: DenseLayers, batch: number) {
    this.widths = widths;
    this.batch = batch;
    this.rows = new Float32Array(batch * (widths[0] ?? 0));
    this.parameters = parameters;
    this.layers = placesOf(widths).map(({ inputs, units, offset }) => ({
      inputs,
      units,
      values: parameters.subarray(offset, offset + (inputs + 1) * units),
    }));
    this.gradients = new Float64Array(parameters.length);
    this.first = new Float64Array(parameters.length);
    this.second = new Float64Array(parameters.length);
  }

  putBytes(n: number, bytes: Uint8Array): void {
    const first = n * bytes.length;
    for (let i = 0; i < bytes.length; i++) this.rows[first + i] = (bytes[i] as number) / 255;
  }

  forward(count: number): Float64Array {
    this.values = [this.rows];
    let output: Float64Array = new Float64Array(0);
    for (const [i, layer] of this.layers.entries()) {
      output = sums(layer, this.values[i] ?? output, count);
      if (i < this.layers.length - 1) relu(output);
      this.values.push(output);
    }
    return output;
  }

  backward(above: Float64Array): Float64Array {
    const { layers, gradients, values } = this;
    const count = above.length / (this.widths.at(-1) ?? 1);
    let end = gradients.length;
    let gradient = above;
    for (const [i, layer] of [...layers.entries()].reverse()) {
      const below = values[i] ?? this.rows;
      const first = end - layer.values.length;
      weightGradient(layer, below, gradient, count, gradients.subarray(first, end));
      if (i > 0) gradient = reluGradient(layer, below, gradient, count);
      end = first;
    }
    return gradients;
  }

  /** Source: Kingma and Ba (2014), algorithm 1. */
  update(rate: number, decay: number): void {
    const { parameters, gradients, first, second } = this;
    const { decay1, decay2, epsilon } = optimizerConstants.adam;
    for (const { inputs, units, offset } of placesOf(this.widths)) {
      for (let i = offset; i < offset + inputs * units; i++) {
        gradients[i] = (gradients[i] as number) + decay * (parameters[i] as number);
      }
    }
    this.step++;
    const scale = (rate * Math.sqrt(1 - decay2 ** this.step)) / (1 - decay1 ** this.step);
    for (let i = 0; i < parameters.length; i++) {
      const g = gradients[i] as number;
      const m = decay1 * (first[i] as number) + (1 - decay1) * g;
      const v = decay2 * (second[i] as number) + (1 - decay2) * g * g;
      first[i] = m;
      second[i] = v;
      parameters[i] = (parameters[i] as number) - (scale * m) / (Math.sqrt(v) + epsilon);
    }
  }
}

function relu(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) if ((values[i] as number) < 0) values[i] = 0;
}
