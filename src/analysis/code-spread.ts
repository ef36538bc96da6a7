/**
 * The standard deviations σ of a variational code, for one picture: e^(½ log σ²) of the second half of
 * its layer's sums.
 *
 * @param input what the layer receives, n values
 * @param kernel [n, 2 × units] row by row: the means' columns, then the log-variances'
 * @param bias 2 × units
 * @returns one σ a unit
 */
export function codeSpread(
  input: Float32Array,
  kernel: Float32Array,
  bias: Float32Array,
): Float32Array<ArrayBuffer> {
  const units = bias.length / 2;
  return Float32Array.from({ length: units }, (_, unit) => {
    let logVariance = bias[units + unit] as number;
    for (const [i, value] of input.entries()) {
      logVariance += value * (kernel[i * 2 * units + units + unit] as number);
    }
    return Math.exp(logVariance / 2);
  });
}
