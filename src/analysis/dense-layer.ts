/*
 * Loops of a small dense layer. Numbers of 64 bits are the fast ones in JavaScript, and four rows added
 * at once take half the time of one by one.
 */

export interface DenseLayer {
  inputs: number;
  units: number;
  /** `inputs` × `units` weights, row by row, then `units` biases. */
  values: Float64Array;
}

/**
 * input · weights + bias. What is zero in the input, as most pixels are, takes no time.
 * @param input `count` × `inputs` values
 * @returns `count` × `units` values
 */
export function sums(
  { inputs, units, values }: DenseLayer,
  input: Float32Array | Float64Array,
  count: number,
): Float64Array {
  const output = new Float64Array(count * units);
  const bias = values.subarray(inputs * units);
  const factors = new Float64Array(inputs + 3);
  const rows = new Int32Array(inputs + 3);
  for (let n = 0; n < count; n++) {
    output.set(bias, n * units);
    let terms = 0;
    for (let i = 0; i < inputs; i++) {
      const value = input[n * inputs + i] as number;
      if (value === 0) continue;
      factors[terms] = value;
      rows[terms++] = i * units;
    }
    // Up to a multiple of four by terms of nothing.
    factors.fill(0, terms, terms + 3);
    for (let t = 0; t < terms; t += 4) {
      addRows(output, n * units, units, values, rows, factors, t);
    }
  }
  return output;
}

/**
 * ∂loss/∂values of a layer.
 * @param input what went in, `count` × `inputs` values
 * @param above ∂loss/∂z of its sums, `count` × `units`
 * @param gradient as long as the layer's values; overwritten
 */
export function weightGradient(
  { inputs, units }: DenseLayer,
  input: Float32Array | Float64Array,
  above: Float64Array,
  count: number,
  gradient: Float64Array,
): void {
  gradient.fill(0);
  const factors = new Float64Array(4);
  const rows = new Int32Array(4);
  for (let first = 0; first < count; first += 4) {
    const here = Math.min(4, count - first);
    for (let k = 0; k < here; k++) rows[k] = (first + k) * units;
    factors.fill(0);
    for (let i = 0; i < inputs; i++) {
      let any = false;
      for (let k = 0; k < here; k++) {
        const value = input[(first + k) * inputs + i] as number;
        factors[k] = value;
        any ||= value !== 0;
      }
      if (any) addRows(gradient, i * units, units, above, rows, factors, 0);
    }
    factors.fill(1, 0, here);
    addRows(gradient, inputs * units, units, above, rows, factors, 0);
  }
}

/**
 * ∂loss/∂z of the relu layer below a layer.
 * @param below that layer's outputs, `count` × `inputs`
 * @param above ∂loss/∂z of the layer's own sums
 */
export function reluGradient(
  { inputs, units, values }: DenseLayer,
  below: Float32Array | Float64Array,
  above: Float64Array,
  count: number,
): Float64Array {
  const gradient = new Float64Array(count * inputs);
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < inputs; i++) {
      if ((below[n * inputs + i] as number) === 0) continue;
      let sum = 0;
      for (let u = 0; u < units; u++) {
        sum += (values[i * units + u] as number) * (above[n * units + u] as number);
      }
      gradient[n * inputs + i] = sum;
    }
  }
  return gradient;
}

/**
 * Adds four rows of `source`, each times its factor, to `width` values of `target` from `to` on.
 * @param rows where each row begins
 * @param first the first of the four
 */
function addRows(
  target: Float64Array,
  to: number,
  width: number,
  source: Float64Array,
  rows: Int32Array,
  factors: Float64Array,
  first: number,
): void {
  const a = factors[first] as number;
  const b = factors[first + 1] as number;
  const c = factors[first + 2] as number;
  const d = factors[first + 3] as number;
  const p = rows[first] as number;
  const q = rows[first + 1] as number;
  const r = rows[first + 2] as number;
  const s = rows[first + 3] as number;
  for (let i = 0; i < width; i++) {
    target[to + i] =
      (target[to + i] as number) +
      a * (source[p + i] as number) +
      b * (source[q + i] as number) +
      c * (source[r + i] as number) +
      d * (source[s + i] as number);
  }
}
