/** Dense layers one behind the other, as they begin. */
export interface DenseLayers {
  /** Numbers in a row that goes in, then the units of each layer. */
  widths: readonly number[];
  /** Layer by layer `inputs` × `units` weights, row by row, then `units` biases. */
  parameters: Float64Array;
}

/** Room for the rows that go into a network. */
export interface Rows {
  /** Values row by row; may be another array after the network has been used. */
  readonly rows: Float32Array;
  /** Fills row `n` with bytes, of which 255 counts as 1: a whole row, of a multiple of 16 values. */
  putBytes(n: number, bytes: Uint8Array): void;
}

/**
 * Dense layers at work, relu between them, and Adam to train them: small enough for an answer to make
 * one of its own. On our kernels, in 32 bits, or as `PlainNetwork` in readable loops.
 */
export interface DenseNetwork extends Rows {
  readonly widths: readonly number[];
  /** Rows that it takes at a time, at most: there is room for as many. */
  readonly batch: number;
  /**
   * The last layer's sums for the first `count` rows.
   * @returns `count` × units values, good until the next call
   */
  forward(count: number): Float32Array | Float64Array;
  /**
   * ∂loss/∂parameters, of the rows that went forward last.
   * @param above ∂loss/∂z of the last layer's sums, as many as `forward` gave
   * @returns as many values as there are parameters, good until the next call
   */
  backward(above: Float64Array): Float32Array | Float64Array;
  /**
   * Adam's step by these gradients; weights, not biases, are also drawn to zero.
   * @param decay what of each weight is added to its gradient
   */
  update(rate: number, decay: number): void;
}

/** Makes a network of layers, whose parameters it may change. */
export type NewNetwork = (layers: DenseLayers) => DenseNetwork;

/** A layer's sizes, and where its weights begin among the parameters; its biases follow them. */
export interface LayerPlace {
  inputs: number;
  units: number;
  offset: number;
}

/** Where the layers' parameters lie. */
export function placesOf(widths: readonly number[]): LayerPlace[] {
  const places: LayerPlace[] = [];
  let offset = 0;
  let [inputs = 0] = widths;
  for (const units of widths.slice(1)) {
    places.push({ inputs, units, offset });
    offset += (inputs + 1) * units;
    inputs = units;
  }
  return places;
}

/**
 * What comes out for any number of rows.
 * @param rows n × `widths[0]` values
 * @returns n × units of the last layer
 */
export function applyTo(network: DenseNetwork, rows: Float32Array): Float32Array<ArrayBuffer> {
  const { widths, batch } = network;
  const [size = 1, units = 1] = [widths[0], widths.at(-1)];
  const all = rows.length / size;
  const outputs = new Float32Array(all * units);
  for (let first = 0; first < all; first += batch) {
    const end = Math.min(first + batch, all);
    network.rows.set(rows.subarray(first * size, end * size));
    outputs.set(network.forward(end - first), first * units);
  }
  return outputs;
}
