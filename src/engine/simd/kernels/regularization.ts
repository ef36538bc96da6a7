import { curvatureOf, slopeOf } from './activation';
import { multiplyAdd, sumOfLanes } from './arithmetic';
import { exp, log } from './exponential';

/* Codes are short: what works on them alone counts floats one by one where that reads better. */

/** A mean activity is kept this far from 0 and 1 inside the logarithms. */
const ACTIVITY_EPSILON: f32 = 1e-6;
const ONE: f32 = 1;

/** output = a · b, elementwise, in groups of four: up to three floats behind the last are changed too. */
export function multiply(a: usize, b: usize, output: usize, count: u32): void {
  for (let end = a + (count << 2); a < end; a += 16, b += 16, output += 16) {
    v128.store(output, f32x4.mul(v128.load(a), v128.load(b)));
  }
}

/** Fills `count` floats, and up to three behind them. */
export function fill(values: usize, count: u32, value: f32): void {
  const all = f32x4.splat(value);
  for (let end = values + (count << 2); values < end; values += 16) v128.store(values, all);
}

/**
 * output = μ + e^(½ log σ²) · noise.
 * @param statistics for each example `units` means, then `units` log-variances
 */
export function sample(
  statistics: usize,
  noise: usize,
  output: usize,
  examples: u32,
  units: u32,
): void {
  const row: usize = units << 2;
  for (let n: u32 = 0; n < examples; n++, statistics += row) {
    for (let end = statistics + row; statistics < end; statistics += 4, noise += 4, output += 4) {
      const deviation: f32 = deviationOf(statistics + row);
      store<f32>(output, load<f32>(statistics) + deviation * load<f32>(noise));
    }
  }
}

/** ∂loss/∂μ = gradient, ∂loss/∂log σ² = ½ · gradient · e^(½ log σ²) · noise, the noise held fixed. */
export function sampleGradient(
  statistics: usize,
  noise: usize,
  gradient: usize,
  inputGradient: usize,
  examples: u32,
  units: u32,
): void {
  const row: usize = units << 2;
  for (let n: u32 = 0; n < examples; n++, statistics += row, inputGradient += row) {
    for (let end = statistics + row; statistics < end; statistics += 4, inputGradient += 4) {
      const g: f32 = load<f32>(gradient);
      store<f32>(inputGradient, g);
      const slope: f32 = deviationOf(statistics + row) * load<f32>(noise);
      store<f32>(inputGradient + row, 0.5 * g * slope);
      gradient += 4;
      noise += 4;
    }
  }
}

/**
 * Adds the divergence's gradient to that of the statistics.
 * @param scale the weight, over examples and pixels
 * @returns scale · ½ Σ (μ² + σ² − log σ² − 1)
 */
export function divergence(
  statistics: usize,
  gradients: usize,
  examples: u32,
  units: u32,
  scale: f32,
): f64 {
  const row: usize = units << 2;
  let sum: f64 = 0;
  for (let n: u32 = 0; n < examples; n++, statistics += row, gradients += row) {
    for (let end = statistics + row; statistics < end; statistics += 4, gradients += 4) {
      const mean: f32 = load<f32>(statistics);
      const logVariance: f32 = load<f32>(statistics + row);
      const variance: f32 = f32x4.extract_lane(exp(f32x4.splat(logVariance)), 0);
      sum += mean * mean + variance - logVariance - 1;
      store<f32>(gradients, load<f32>(gradients) + scale * mean);
      const spread: f32 = load<f32>(gradients + row) + 0.5 * scale * (variance - 1);
      store<f32>(gradients + row, spread);
    }
  }
  return 0.5 * scale * sum;
}

/**
 * Adds the slopes of scale · Σ |h| to the gradient of the sums before h.
 * @param activation what made h, numbered as in `activation.ts`
 * @returns scale · Σ |h|
 */
export function activity(
  activation: u32,
  code: usize,
  gradients: usize,
  count: u32,
  scale: f32,
): f64 {
  let sum: f64 = 0;
  for (let end = code + (count << 2); code < end; code += 4, gradients += 4) {
    const h: f32 = load<f32>(code);
    sum += abs(h);
    const sign: f32 = h > 0 ? scale : h < 0 ? -scale : 0;
    store<f32>(gradients, load<f32>(gradients) + sign * slopeOf(activation, h));
  }
  return scale * sum;
}

/**
 * Adds the slopes of weight · Σ KL(target ‖ mean of h) to the gradient of the sums before h.
 * @param means room for `units` floats
 * @returns weight · Σ KL
 */
export function sparsity(
  activation: u32,
  code: usize,
  gradients: usize,
  means: usize,
  examples: u32,
  units: u32,
  target: f32,
  weight: f32,
): f64 {
  const row: usize = units << 2;
  const share: f32 = 1 / <f32>examples;
  memory.fill(means, 0, row);
  let at = code;
  for (let n: u32 = 0; n < examples; n++) {
    for (let u: usize = 0; u < row; u += 4, at += 4) {
      store<f32>(means + u, load<f32>(means + u) + share * load<f32>(at));
    }
  }
  let sum: f64 = 0;
  for (let u: usize = 0; u < row; u += 4) {
    const mean: f32 = min(ONE - ACTIVITY_EPSILON, max(ACTIVITY_EPSILON, load<f32>(means + u)));
    sum += target * logOf(target / mean) + (1 - target) * logOf((1 - target) / (1 - mean));
    store<f32>(means + u, weight * share * ((1 - target) / (1 - mean) - target / mean));
  }
  for (let n: u32 = 0; n < examples; n++) {
    for (let u: usize = 0; u < row; u += 4, code += 4, gradients += 4) {
      const pull: f32 = load<f32>(means + u) * slopeOf(activation, load<f32>(code));
      store<f32>(gradients, load<f32>(gradients) + pull);
    }
  }
  return weight * sum;
}

/**
 * Adds the slopes of scale · Σ f′(z)² · Σ W² to the gradients of the sums z and of the kernel.
 * @param kernel,kernelGradient [inputs, units]
 * @param norms,squares room for `units` floats each
 * @returns scale · Σ f′(z)² · Σ W²
 */
export function contraction(
  activation: u32,
  code: usize,
  gradients: usize,
  examples: u32,
  kernel: usize,
  kernelGradient: usize,
  inputs: u32,
  units: u32,
  norms: usize,
  squares: usize,
  scale: f32,
): f64 {
  const row: usize = units << 2;
  memory.fill(norms, 0, row);
  memory.fill(squares, 0, row);
  let at = kernel;
  for (let i: u32 = 0; i < inputs; i++) {
    for (let u: usize = 0; u < row; u += 4, at += 4) {
      const w: f32 = load<f32>(at);
      store<f32>(norms + u, load<f32>(norms + u) + w * w);
    }
  }
  for (let n: u32 = 0; n < examples; n++) {
    for (let u: usize = 0; u < row; u += 4, code += 4, gradients += 4) {
      const h: f32 = load<f32>(code);
      const slope: f32 = slopeOf(activation, h);
      const bend: f32 = 2 * scale * slope * curvatureOf(activation, h) * load<f32>(norms + u);
      store<f32>(gradients, load<f32>(gradients) + bend);
      store<f32>(squares + u, load<f32>(squares + u) + slope * slope);
    }
  }
  for (let i: u32 = 0; i < inputs; i++) {
    for (let u: usize = 0; u < row; u += 4, kernel += 4, kernelGradient += 4) {
      const pull: f32 = 2 * scale * load<f32>(squares + u) * load<f32>(kernel);
      store<f32>(kernelGradient, load<f32>(kernelGradient) + pull);
    }
  }
  let sum: f64 = 0;
  for (let u: usize = 0; u < row; u += 4) sum += load<f32>(squares + u) * load<f32>(norms + u);
  return scale * sum;
}

/**
 * Adds 2 · weight · W to the gradient of `count` parameters.
 * @returns weight · Σ W²
 */
export function decay(parameters: usize, gradients: usize, count: u32, weight: f32): f64 {
  const whole = parameters + ((count & ~3) << 2);
  const end = parameters + (count << 2);
  const twice = f32x4.splat(2 * weight);
  let sums = f32x4.splat(0);
  for (; parameters < whole; parameters += 16, gradients += 16) {
    const w = v128.load(parameters);
    sums = multiplyAdd(w, w, sums);
    v128.store(gradients, multiplyAdd(twice, w, v128.load(gradients)));
  }
  let sum = sumOfLanes(sums);
  for (; parameters < end; parameters += 4, gradients += 4) {
    const w: f32 = load<f32>(parameters);
    sum += w * w;
    store<f32>(gradients, load<f32>(gradients) + 2 * weight * w);
  }
  return weight * sum;
}

/** e^(½ log σ²) */
@inline
function deviationOf(logVariance: usize): f32 {
  return f32x4.extract_lane(exp(f32x4.splat(0.5 * load<f32>(logVariance))), 0);
}

@inline
function logOf(x: f32): f32 {
  return f32x4.extract_lane(log(f32x4.splat(x)), 0);
}
