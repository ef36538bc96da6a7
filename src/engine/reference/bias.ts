/**
 * Begins a layer's sums: every pixel (or list) starts as the bias.
 * @param sums [pixels, units]
 * @param bias [units]
 */
export function startWithBias(sums: Float64Array, bias: Float64Array): void {
  for (let first = 0; first < sums.length; first += bias.length) sums.set(bias, first);
}

/**
 * Adds ∂loss/∂bias: a bias enters every sum of its unit once, so the gradients of those sums add up.
 * @param biasGradient [units]
 * @param gradient [pixels, units]
 */
export function sumOverPixels(biasGradient: Float64Array, gradient: Float64Array): void {
  const units = biasGradient.length;
  for (let first = 0; first < gradient.length; first += units) {
    for (let u = 0; u < units; u++) {
      biasGradient[u] = (biasGradient[u] as number) + (gradient[first + u] as number);
    }
  }
}
